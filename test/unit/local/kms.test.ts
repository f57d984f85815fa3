import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeys } from '../../../infra/local/kms/key-file.ts';
import { makeKms } from '../../../infra/local/kms/kms.ts';

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
  material: openKeys({ folder: undefined, keyIds: [sealing.id, signing.id], inUse: [] }),
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
  const open = (inUse: string[] = []) => openKeys({ folder, keyIds: ['one'], inUse });
  const file = () => join(folder, 'keys.json');

  test('is for its owner only, and the same at the next start', () => {
    const first = open();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(open(['one']).get('one')).toEqual(first.get('one'));
  });

  test('is refused when others can read it', () => {
    open();
    chmodSync(file(), 0o640);
    expect(open).toThrow(/chmod 600/);
  });

  test('is refused when damaged, and left as it was', () => {
    writeFileSync(file(), '{"keys":', { mode: 0o600 });
    expect(open).toThrow(/damaged/);
    expect(readFileSync(file(), 'utf8')).toBe('{"keys":');
  });

  test('is refused when it lacks a key that the data is sealed with', () => {
    expect(() => open(['lost'])).toThrow(/lacks the key lost/);
  });
});
