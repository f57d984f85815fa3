import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';

type Row = Readonly<Record<string, unknown>>;

/** Gives the key by which rows are authenticated. */
export type RowKey = () => Promise<KeyObject>;

/** Of whoever only reads. */
export const noRowKey: RowKey = () => Promise.reject(new Error('whoever writes rows needs the key of rows'));

/** Name of the HMAC key, for who looks after an installation; functions have its ARN. */
export const rowKeyAlias = 'alias/parcours-rows';

/** What the key is derived from; another label is another key, so rows would have to be authenticated anew. */
const label = Buffer.from('parcours rows 1');
/** 96 bits: nobody can try a MAC without the key. */
const macLength = 16;

/**
 * The key of an HMAC key of KMS: derived with one call at the first write, then kept in memory. Whoever can write the tables
 * but may not ask KMS can authenticate nothing.
 */
export const makeRowKey = ({ kms, keyId }: { readonly kms: KMSClient; readonly keyId: string }): RowKey => {
  let kept: KeyObject | undefined;
  return async () => {
    if (kept) return kept;
    const { Mac } = await kms.send(
      new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message: label }),
    );
    if (!Mac) throw new Error('KMS gave no MAC');
    return (kept = createSecretKey(Mac));
  };
};

/** Authenticates a row with all that it holds, its place included; its own `mac` is left out. */
export const macOf = (key: KeyObject, { mac: _own, ...row }: Row): string =>
  createHmac('sha256', key).update(canonical(row)).digest('base64url').slice(0, macLength);
