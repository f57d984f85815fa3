import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { seal, unseal } from '../../../shared/vault/seal.ts';
import { makeVault, type Place } from '../../../shared/vault/vault.ts';

const key = createSecretKey(randomBytes(32));
const prefix = 'v1.';
const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.slice(prefix.length), 'base64url');
const textOf = (bytes: Buffer): string => prefix + bytes.toString('base64url');

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => createSecretKey(bytes));
const anyPlace = fc.string({ maxLength: 60 });

describe('sealing', () => {
  test('gives back any JSON value that was sealed', () => {
    fc.assert(
      fc.property(anyKey, anyPlace, fc.jsonValue(), (one, place, value) => {
        expect(unseal(one, place, seal(one, place, value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('never gives the same text twice, nor any of what it holds', () => {
    const texts = Array.from({ length: 100 }, () => seal(key, 'step/c/1', { note: 'Dormir tranquille.' }));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => bytesOf(text).includes('Dormir'))).toEqual([]);
  });

  test('refuses another key', () => {
    fc.assert(
      fc.property(anyKey, anyKey, fc.jsonValue(), (one, other, value) => {
        fc.pre(!one.equals(other));
        expect(() => unseal(other, 'place', seal(one, 'place', value))).toThrow();
      }),
    );
  });

  test('refuses another place', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, fc.jsonValue(), (one, other, value) => {
        fc.pre(Buffer.compare(Buffer.from(one), Buffer.from(other)) !== 0);
        expect(() => unseal(key, other, seal(key, one, value))).toThrow();
      }),
    );
  });

  test('refuses a text in which any one bit was flipped', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
        const bytes = bytesOf(seal(key, 'place', value));
        const bit = at % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => unseal(key, 'place', textOf(bytes))).toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('refuses a text that was cut, wherever', () => {
    const bytes = bytesOf(seal(key, 'place', ''));
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => unseal(key, 'place', textOf(bytes.subarray(0, length)))).toThrow();
    }
  });

  test.each(['', '{"note":"plain"}', 'v2.AAAA', 'v1.'])('refuses %j, which it never made', (text) => {
    expect(() => unseal(key, 'place', text)).toThrow();
  });
});

describe('the vault', () => {
  const keys = new Map<string, KeyObject>();
  const vault = makeVault({
    keys: {
      of: (youthId) => {
        const known = keys.get(youthId) ?? createSecretKey(randomBytes(32));
        keys.set(youthId, known);
        return Promise.resolve(known);
      },
    },
  });
  const place: Place = ['step', 'case-1', 3];

  test('opens what it sealed there for that youth', async () => {
    const sealed = await vault.seal('youth-1', place, { note: 'x' });
    expect(await vault.open('youth-1', place, sealed)).toEqual({ note: 'x' });
  });

  test.each<[string, string, Place]>([
    ['another youth', 'youth-2', place],
    ['another visit', 'youth-1', ['step', 'case-1', 4]],
    ['another case', 'youth-1', ['step', 'case-2', 3]],
    ['another kind', 'youth-1', ['activity', 'case-1', 3]],
  ])('opens nothing for %s', async (_which, youthId, other) => {
    const sealed = await vault.seal('youth-1', place, { note: 'x' });
    await expect(vault.open(youthId, other, sealed)).rejects.toThrow();
  });
});
