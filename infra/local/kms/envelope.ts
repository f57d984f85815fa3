import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';

/** Names and values that are bound to a ciphertext without being in it. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** version (1) · key id (36) · nonce (12) · tag (16) · ciphertext */
const layout = { version: 1, idAt: 1, nonceAt: 37, tagAt: 49, textAt: 65 } as const;

const invalid = (): AwsError => new AwsError('InvalidCiphertextException', '');

const additional = (keyId: string, context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify([keyId, Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))]));

/** The id of the key that a ciphertext says it was sealed under. */
export const keyIdIn = (blob: Buffer): string => blob.toString('latin1', layout.idAt, layout.nonceAt);

/** Seals bytes under a key (AES-256-GCM); the key's id travels with them. */
export const seal = (keyId: string, key: Buffer, plain: Uint8Array, context: EncryptionContext): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additional(keyId, context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([layout.version]), Buffer.from(keyId, 'latin1'), nonce, cipher.getAuthTag(), text]);
};

/**
 * Opens what `seal` made.
 * @throws AwsError InvalidCiphertextException for another key, another context or a changed byte.
 */
export const unseal = (
  blob: Buffer,
  keyNamed: (id: string) => Buffer | undefined,
  context: EncryptionContext,
): { keyId: string; plain: Buffer } => {
  const keyId = keyIdIn(blob);
  const key = keyNamed(keyId);
  if (blob[0] !== layout.version || blob.length < layout.textAt || !key) throw invalid();
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(layout.nonceAt, layout.tagAt));
  decipher.setAAD(additional(keyId, context));
  decipher.setAuthTag(blob.subarray(layout.tagAt, layout.textAt));
  try {
    return { keyId, plain: Buffer.concat([decipher.update(blob.subarray(layout.textAt)), decipher.final()]) };
  } catch {
    throw invalid();
  }
};
