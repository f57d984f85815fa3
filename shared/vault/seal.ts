import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const version = 'v1.';

/** Seals a JSON value with AES-256-GCM. `place` says where it will stand, so that it cannot be read anywhere else. */
export const seal = (key: KeyObject, place: string, value: unknown): string => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return version + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** @throws Error when the text was not sealed with this key for this place, or was changed since */
export const unseal = (key: KeyObject, place: string, sealed: string): unknown => {
  if (!sealed.startsWith(version)) throw new Error('not sealed in a way that is known');
  const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
  // Without its length told, a tag that was cut short would do.
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  return JSON.parse(text) as unknown;
};
