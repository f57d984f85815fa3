import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';
import type { AwsService } from '../aws/aws-service.ts';
import { seal, unseal } from './envelope.ts';
import type { KeyMaterial } from './key-file.ts';

/** A key of the template. */
export type KeySpec = {
  readonly id: string;
  readonly arn: string;
  readonly usage: 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC';
  readonly description: string;
};

type Deps = {
  readonly keys: readonly KeySpec[];
  /** `alias/name` → key id or ARN. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly material: KeyMaterial;
  readonly account: string;
};

const keyId = z.string().min(1).max(2048);
const context = z.record(z.string(), z.string()).default({});
const blob = (most: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((bytes) => bytes.length >= 1 && bytes.length <= most);

const dataKey = z.object({
  KeyId: keyId,
  KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
  EncryptionContext: context,
});
const encrypt = z.object({ KeyId: keyId, Plaintext: blob(4096), EncryptionContext: context });
const decrypt = z.object({ KeyId: keyId.optional(), CiphertextBlob: blob(6144), EncryptionContext: context });
const macAlgorithm = z.literal('HMAC_SHA_256');
const generateMac = z.object({ KeyId: keyId, Message: blob(4096), MacAlgorithm: macAlgorithm });
const verifyMac = z.object({ KeyId: keyId, Message: blob(4096), MacAlgorithm: macAlgorithm, Mac: blob(6144) });
const describe = z.object({ KeyId: keyId });

const parse = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError('ValidationException', z.prettifyError(parsed.error));
};

const keyFinder = ({ keys, aliases }: Deps) => {
  const byName = new Map(keys.flatMap((key) => [[key.id, key] as const, [key.arn, key] as const]));
  return (name: string, usage?: KeySpec['usage']): KeySpec => {
    const short = name.replace(/^arn:aws:kms:[^:]*:[^:]*:(?=alias\/)/, '');
    const key = byName.get(aliases.get(short) ?? name);
    if (!key) throw new AwsError('NotFoundException', `Key '${name}' does not exist`);
    if (usage && key.usage !== usage) {
      throw new AwsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage} which is not valid here.`);
    }
    return key;
  };
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const metadataOf = (key: KeySpec, account: string): object => ({
  AWSAccountId: account,
  Arn: key.arn,
  CustomerMasterKeySpec: key.usage === 'ENCRYPT_DECRYPT' ? 'SYMMETRIC_DEFAULT' : 'HMAC_256',
  Description: key.description,
  Enabled: true,
  KeyId: key.id,
  KeyManager: 'CUSTOMER',
  KeySpec: key.usage === 'ENCRYPT_DECRYPT' ? 'SYMMETRIC_DEFAULT' : 'HMAC_256',
  KeyState: 'Enabled',
  KeyUsage: key.usage,
  MultiRegion: false,
  Origin: 'AWS_KMS',
});

/** The key service, for the keys of the template. */
export const makeKms = (deps: Deps): AwsService => {
  const { material, account } = deps;
  const find = keyFinder(deps);
  const materialOf = (key: KeySpec): Buffer => material.get(key.id) ?? Buffer.alloc(0);

  const newDataKey = (input: unknown) => {
    const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = parse(dataKey, input);
    if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
      throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
    }
    const key = find(KeyId, 'ENCRYPT_DECRYPT');
    const plain = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
    return { KeyId: key.arn, CiphertextBlob: base64(seal(key.id, materialOf(key), plain, EncryptionContext)), plain };
  };

  const mac = (key: KeySpec, message: Buffer): Buffer => createHmac('sha256', materialOf(key)).update(message).digest();

  const operations: Readonly<Record<string, (input: unknown) => object>> = {
    GenerateDataKey: (input) => {
      const { plain, ...answer } = newDataKey(input);
      return { ...answer, Plaintext: base64(plain) };
    },
    GenerateDataKeyWithoutPlaintext: (input) => {
      const { plain: _plain, ...answer } = newDataKey(input);
      return answer;
    },
    Encrypt: (input) => {
      const { KeyId, Plaintext, EncryptionContext } = parse(encrypt, input);
      const key = find(KeyId, 'ENCRYPT_DECRYPT');
      const sealed = seal(key.id, materialOf(key), Plaintext, EncryptionContext);
      return { KeyId: key.arn, CiphertextBlob: base64(sealed), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    Decrypt: (input) => {
      const { KeyId, CiphertextBlob, EncryptionContext } = parse(decrypt, input);
      const wanted = KeyId === undefined ? undefined : find(KeyId, 'ENCRYPT_DECRYPT');
      const { keyId: id, plain } = unseal(CiphertextBlob, (each) => material.get(each), EncryptionContext);
      if (wanted && wanted.id !== id) {
        throw new AwsError(
          'IncorrectKeyException',
          'The key ID in the request does not identify a CMK that can decrypt.',
        );
      }
      return { KeyId: find(id).arn, Plaintext: base64(plain), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    GenerateMac: (input) => {
      const { KeyId, Message, MacAlgorithm } = parse(generateMac, input);
      const key = find(KeyId, 'GENERATE_VERIFY_MAC');
      return { KeyId: key.arn, Mac: base64(mac(key, Message)), MacAlgorithm };
    },
    VerifyMac: (input) => {
      const { KeyId, Message, MacAlgorithm, Mac } = parse(verifyMac, input);
      const key = find(KeyId, 'GENERATE_VERIFY_MAC');
      const expected = mac(key, Message);
      if (Mac.length !== expected.length || !timingSafeEqual(Mac, expected)) {
        throw new AwsError('KMSInvalidMacException', '');
      }
      return { KeyId: key.arn, MacValid: true, MacAlgorithm };
    },
    DescribeKey: (input) => ({ KeyMetadata: metadataOf(find(parse(describe, input).KeyId), account) }),
  };

  return {
    target: 'TrentService',
    jsonVersion: '1.1',
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, run]) => [
        name,
        (input: unknown) => Promise.resolve().then(() => run(input)),
      ]),
    ),
  };
};
