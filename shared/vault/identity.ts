import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { personSchema, type Person } from '../domain/person.ts';
import type { Vault } from './vault.ts';

type Dependencies = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly vault: Vault;
};

/** Who looked, when, and by which case. */
export type Look = { readonly by: string; readonly at: string; readonly caseId: string };

type Row = Readonly<Record<string, unknown>>;

const identitySchema = z.object({ person: z.string() });
const headSchema = z.object({ seq: z.int().nonnegative(), hash: z.string() });
const none = { seq: 0, hash: '' };
const attempts = 5;
const digits = 8;

const pkOf = (youthId: string): string => `YOUTH#${youthId}`;
const personKey = (youthId: string) => ({ pk: pkOf(youthId), sk: 'PERSON' });
const headKey = (youthId: string) => ({ pk: pkOf(youthId), sk: 'LOOKS' });

/**
 * Who the youths are: a table of its own, sealed, which only the functions that need it can reach. Every look is recorded
 * before it is answered, in a chain of its own, so that looking never contends with working.
 */
export const makeIdentity = ({ client, table, vault }: Dependencies) => {
  const readRows = async (
    youthId: string,
  ): Promise<{ readonly sealed: string | undefined; readonly head: typeof none }> => {
    const answer = await client.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: [personKey(youthId), headKey(youthId)], ConsistentRead: true } },
      }),
    );
    const rows: readonly Row[] = answer.Responses?.[table] ?? [];
    const person = rows.find(({ sk }) => sk === 'PERSON');
    const head = rows.find(({ sk }) => sk === 'LOOKS');
    return { sealed: person && identitySchema.parse(person).person, head: head ? headSchema.parse(head) : none };
  };

  const record = async (youthId: string, head: typeof none, look: Look): Promise<void> => {
    const seq = head.seq + 1;
    const line = { seq, ...look, previous: head.hash };
    const hash = createHash('sha256').update(JSON.stringify(line)).digest('base64url');
    const isNews = {
      ConditionExpression: 'attribute_not_exists(pk) OR seq = :seq',
      ExpressionAttributeValues: { ':seq': head.seq },
    };
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: table, Item: { ...headKey(youthId), seq, hash }, ...isNews } },
          {
            Put: {
              TableName: table,
              Item: { pk: pkOf(youthId), sk: `LOOK#${String(seq).padStart(digits, '0')}`, ...line, hash },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
      }),
    );
  };

  return {
    table,

    /** The row of a new youth, for the transaction that opens the case. */
    toRow: async (youthId: string, person: Person): Promise<Row> => ({
      ...personKey(youthId),
      person: await vault.seal(youthId, ['person', youthId], person),
    }),

    /** The person, once the look is on record. @throws KeyDestroyedError; or as the SDK does */
    read: async (youthId: string, look: Look): Promise<Person | undefined> => {
      for (let attempt = 1; ; attempt += 1) {
        const { sealed, head } = await readRows(youthId);
        if (sealed === undefined) return undefined;
        try {
          await record(youthId, head, look);
          return personSchema.parse(await vault.open(youthId, ['person', youthId], sealed));
        } catch (error) {
          const lostRace = error instanceof TransactionCanceledException;
          if (!lostRace || attempt === attempts) throw error;
        }
      }
    },
  };
};

export type Identity = ReturnType<typeof makeIdentity>;
