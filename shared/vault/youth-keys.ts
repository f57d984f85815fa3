import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createSecretKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { ProblemError } from '../api/problem.ts';

type Dependencies = {
  readonly client: DynamoDBClient;
  readonly kms: KMSClient;
  /** The keys table: destroying a youth's row, and its backups' window, destroys all that was sealed about them. */
  readonly table: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Milliseconds that a data key may stay in memory, and how many may. */
const keptFor = 5 * 60_000;
const mostKept = 1_000;

/** Row of a youth: the data key, wrapped. */
export const keyRowSchema = z.object({ wrapped: z.base64() });
const contextOf = (youthId: string) => ({ youthId });

/** One data key per youth, wrapped by one customer-managed key. No plain key serves for more than five minutes. */
export const makeYouthKeys = ({ client, kms, table, now }: Dependencies) => {
  const kept = new Map<string, { readonly key: KeyObject; readonly until: number }>();

  /** The oldest come first. */
  const forgetOld = (): void => {
    for (const [youthId, { until }] of kept) {
      if (until > now()) return;
      kept.delete(youthId);
    }
  };

  const keep = (youthId: string, plain: Uint8Array): KeyObject => {
    const key = createSecretKey(plain);
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.delete(youthId);
    kept.set(youthId, { key, until: now() + keptFor });
    return key;
  };

  return {
    table,

    /** A new youth's key, and the row that holds it wrapped, for the transaction that opens the case. */
    make: async (youthId: string, keyId: string): Promise<Readonly<Record<string, unknown>>> => {
      const { Plaintext, CiphertextBlob } = await kms.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(youthId) }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key');
      keep(youthId, Plaintext);
      return { pk: `YOUTH#${youthId}`, wrapped: Buffer.from(CiphertextBlob).toString('base64') };
    },

    /**
     * @throws ProblemError `content-destroyed` when the row is gone: what was sealed with it can never be read again; or as
     * the SDK does when AWS refuses or is out of reach
     */
    of: async (youthId: string): Promise<KeyObject> => {
      forgetOld();
      const known = kept.get(youthId);
      if (known) return known.key;
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: `YOUTH#${youthId}` } }, ConsistentRead: true }),
      );
      if (!Item) throw new ProblemError('content-destroyed');
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          CiphertextBlob: Buffer.from(keyRowSchema.parse(unmarshall(Item)).wrapped, 'base64'),
          EncryptionContext: contextOf(youthId),
        }),
      );
      if (!Plaintext) throw new Error('KMS gave no plain key');
      return keep(youthId, Plaintext);
    },
  };
};

export type YouthKeys = ReturnType<typeof makeYouthKeys>;
