import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createSecretKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';

type Dependencies = {
  readonly client: DynamoDBClient;
  readonly kms: KMSClient;
  /** The keys table: destroying a row, and its backups' window, destroys all that was sealed with its key. */
  readonly table: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Whose a data key is: where its row is kept, and for whom KMS wraps and unwraps it. */
export type Owner = { readonly pk: string; readonly context: Readonly<Record<string, string>> };

/** A data key that was just made, and the row that holds it wrapped. */
type NewKey = { readonly key: KeyObject; readonly row: { readonly pk: string; readonly wrapped: string } };

/** Milliseconds that a data key may stay in memory, and how many may. */
const inMemoryMs = 5 * 60_000;
const mostInMemory = 1_000;

/** Row of an owner: the data key, wrapped. */
export const keyRowSchema = z.object({ wrapped: z.base64() });

/** Data keys, one per owner, wrapped by a customer-managed key. No plain key serves for more than five minutes. */
export const makeDataKeys = ({ client, kms, table, now }: Dependencies) => {
  const inMemory = new Map<string, { readonly key: KeyObject; readonly until: number }>();

  /** The oldest come first. */
  const forgetOld = (): void => {
    for (const [pk, { until }] of inMemory) {
      if (until > now()) return;
      inMemory.delete(pk);
    }
  };

  const remember = ({ pk }: Owner, key: KeyObject): KeyObject => {
    const [oldest] = inMemory.keys();
    if (inMemory.size >= mostInMemory && oldest !== undefined) inMemory.delete(oldest);
    inMemory.delete(pk);
    inMemory.set(pk, { key, until: now() + inMemoryMs });
    return key;
  };

  return {
    /** Keeps a key that was made here, so that it serves without being unwrapped. */
    remember,

    /** A new key; it serves once its row is written. @param keyId the customer-managed key that wraps it */
    make: async ({ pk, context }: Owner, keyId: string): Promise<NewKey> => {
      const { Plaintext, CiphertextBlob } = await kms.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key');
      return { key: createSecretKey(Plaintext), row: { pk, wrapped: Buffer.from(CiphertextBlob).toString('base64') } };
    },

    /** The owner's key; `undefined` when it has no row. @throws as the SDK does when AWS refuses or is out of reach */
    find: async (owner: Owner): Promise<KeyObject | undefined> => {
      forgetOld();
      const known = inMemory.get(owner.pk);
      if (known) return known.key;
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: owner.pk } }, ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          CiphertextBlob: Buffer.from(keyRowSchema.parse(unmarshall(Item)).wrapped, 'base64'),
          EncryptionContext: owner.context,
        }),
      );
      if (!Plaintext) throw new Error('KMS gave no plain key');
      return remember(owner, createSecretKey(Plaintext));
    },
  };
};
