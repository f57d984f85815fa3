import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksOf, openKeys, type KeyMaterial, type KeyRecord } from '../../../infra/local/kms/key-file.ts';
import { makeKms } from '../../../infra/local/kms/kms.ts';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';

const sealing = {
  id: '11111111-2222-3333-4444-555555555555',
  arn: 'arn:aws:kms:r:0:key/1',
  usage: 'ENCRYPT_DECRYPT',
  description: '',
} as const;
const signing = {
  id: '66666666-2222-3333-4444-555555555555',
  arn: 'arn:aws:kms:r:0:key/6',
  usage: 'GENERATE_VERIFY_MAC',
  description: '',
} as const;

const { operations } = makeKms({
  keys: [sealing, signing],
  aliases: new Map([['alias/seal', sealing.arn]]),
  material: openKeys({
    folder: undefined,
    keyIds: [sealing.id, signing.id],
    record: { inUse: [], checks: {} },
    intend: () => {},
  }),
  account: '0',
});

const call = async (name: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
  (await operations[name]?.(input)) as Record<string, unknown>;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the key service', () => {
  test('opens what it sealed, by id, ARN or alias', async () => {
    for (const KeyId of [sealing.id, sealing.arn, 'alias/seal', 'arn:aws:kms:r:0:alias/seal']) {
      const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext: base64('secret') });
      expect(await call('Decrypt', { CiphertextBlob })).toMatchObject({
        KeyId: sealing.arn,
        Plaintext: base64('secret'),
      });
    }
  });

  test('a data key comes sealed, with or without its plain bytes', async () => {
    const EncryptionContext = { b: '2', a: '1' };
    const made = await call('GenerateDataKey', { KeyId: sealing.id, KeySpec: 'AES_256', EncryptionContext });
    const opened = await call('Decrypt', {
      CiphertextBlob: made['CiphertextBlob'],
      EncryptionContext: { a: '1', b: '2' },
    });
    expect(opened['Plaintext']).toBe(made['Plaintext']);
    expect(Buffer.from(String(made['Plaintext']), 'base64')).toHaveLength(32);
    const bare = await call('GenerateDataKeyWithoutPlaintext', { KeyId: sealing.id, NumberOfBytes: 64 });
    expect(Object.keys(bare).sort()).toEqual(['CiphertextBlob', 'KeyId']);
  });

  test('refuses another context, a changed byte and what it never sealed', async () => {
    const { CiphertextBlob } = await call('Encrypt', {
      KeyId: sealing.id,
      Plaintext: base64('x'),
      EncryptionContext: { a: '1' },
    });
    const changed = Buffer.from(String(CiphertextBlob), 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const input of [
      { CiphertextBlob },
      { CiphertextBlob, EncryptionContext: { a: '2' } },
      { CiphertextBlob: changed.toString('base64'), EncryptionContext: { a: '1' } },
      { CiphertextBlob: base64('never sealed') },
    ]) {
      await expect(call('Decrypt', input)).rejects.toThrow(
        expect.objectContaining({ code: 'InvalidCiphertextException' }),
      );
    }
  });

  test('signs and verifies', async () => {
    const input = { KeyId: signing.id, Message: base64('m'), MacAlgorithm: 'HMAC_SHA_256' };
    const { Mac } = await call('GenerateMac', input);
    expect(await call('VerifyMac', { ...input, Mac })).toMatchObject({ MacValid: true });
    await expect(call('VerifyMac', { ...input, Message: base64('n'), Mac })).rejects.toThrow(
      expect.objectContaining({ code: 'KMSInvalidMacException' }),
    );
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['NotFoundException', 'DescribeKey', { KeyId: 'alias/none' }],
    ['ValidationException', 'Encrypt', { KeyId: sealing.id }],
    ['ValidationException', 'GenerateDataKey', { KeyId: sealing.id }],
    ['InvalidKeyUsageException', 'Encrypt', { KeyId: signing.id, Plaintext: 'eA==' }],
    ['InvalidKeyUsageException', 'GenerateMac', { KeyId: sealing.id, Message: 'eA==', MacAlgorithm: 'HMAC_SHA_256' }],
  ])('answers %s to %s', async (code, name, input) => {
    await expect(call(name, input)).rejects.toThrow(expect.objectContaining({ code }));
  });
});

describe('the key file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-keys-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const file = () => join(folder, 'keys.json');
  let record: KeyRecord;
  beforeEach(() => {
    record = { inUse: [], checks: {} };
  });

  /** Opens the keys as a start does that is killed at that moment, or not at all. */
  const open = (keyIds = ['one'], killed?: 'before the file' | 'after the file'): KeyMaterial => {
    const keys = openKeys({
      folder,
      keyIds,
      record,
      intend: (checks) => {
        record = { ...record, checks };
        if (killed === 'before the file') throw new Error('killed');
      },
    });
    if (killed === undefined) record = { inUse: [...keys.keys()], checks: checksOf(keys) };
    return keys;
  };

  test('is for its owner only, and the same at the next start', () => {
    const first = open();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(open().get('one')).toEqual(first.get('one'));
  });

  test('is refused when others can read it', () => {
    open();
    chmodSync(file(), 0o640);
    expect(open).toThrow(/chmod 600/);
  });

  test('is refused when damaged, and left as it was', () => {
    writeFileSync(file(), '{"keys":', { mode: 0o600 });
    expect(open).toThrow(/est abîmé.*is damaged/);
    expect(readFileSync(file(), 'utf8')).toBe('{"keys":');
  });

  test('is refused when it lacks a key that the data is sealed with', () => {
    open();
    record = { ...record, inUse: ['one', 'lost'] };
    expect(open).toThrow(/lacks the key lost.*the same backup/);
  });

  test('is refused when it is gone, and not made anew', () => {
    open();
    rmSync(file());
    expect(open).toThrow(/keys\.json manque.*même sauvegarde.*--reset.*is missing.*the same backup.*--reset/);
    expect(existsSync(file())).toBe(false);
  });

  const notTheirs = /ne sont pas celles.*même sauvegarde.*--reset.*are not those.*the same backup.*--reset/;

  test('is refused when it is that of other data', () => {
    open();
    const { inUse, checks } = record;
    rmSync(file());
    record = { inUse: [], checks: {} };
    open();
    record = { inUse, checks };
    expect(open).toThrow(notTheirs);
  });

  test('is refused beside data that know nothing of keys', () => {
    open();
    record = { inUse: [], checks: {} };
    expect(open).toThrow(notTheirs);
  });

  test('is refused when any of its bits is another, or else says the same', () => {
    const first = open();
    const whole = readFileSync(file());
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file(), bytes);
      let opened: KeyMaterial | undefined;
      try {
        opened = open();
      } catch (error) {
        expect(error).toBeInstanceOf(RuntimeRefusal);
      }
      expect((opened ?? first).get('one')).toEqual(first.get('one'));
    }
  });

  test('of data from before keys were checked is taken as theirs, and checked from then on', () => {
    const first = open();
    record = { inUse: ['one'], checks: {} };
    expect(open()).toEqual(first);
    expect(record.checks).toEqual(checksOf(first));
  });

  test.each(['before the file', 'after the file'] as const)(
    'is made by the start after one that was killed %s was written, also of a key that is added later',
    (killed) => {
      for (const keyIds of [['one'], ['one', 'two']]) {
        try {
          open(keyIds, killed);
        } catch {
          // As it was to be.
        }
        expect([...open(keyIds).keys()]).toEqual(keyIds);
        expect(open(keyIds)).toEqual(open(keyIds));
      }
    },
  );
});
