import {
  BatchGetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, toAttributes, type Attributes } from './attributes.ts';
import type { Key } from './keys.ts';
import { WriteRefusedError } from './write-refused.ts';

export type Row = Readonly<Record<string, unknown>>;

/**
 * One put of a transaction. `when` is a condition expression on the row that stands there now, without which the write
 * is refused; it is left out only beside a case row, whose own condition then guards the whole transaction.
 */
export type Put = { readonly name: string; readonly table: string; readonly row: Row; readonly when?: Condition };

/** A condition that a transaction depends on, on a row that it does not write. */
export type Check = { readonly name: string; readonly table: string; readonly key: Key; readonly when: Condition };

type Condition = {
  readonly expression: string;
  readonly values?: Row;
  readonly names?: Readonly<Record<string, string>>;
};

export const isNew = { expression: 'attribute_not_exists(pk)' } as const;

/** What one BatchGetItem takes. */
const largestBatch = 100;

/** The DynamoDB calls that the store is made of. Reads are strongly consistent unless they use an index. */
export const makeRecordTable = ({ client, table }: { readonly client: DynamoDBClient; readonly table: string }) => {
  const keyOf = (key: Key): string => `${key.pk} ${key.sk}`;

  return {
    table,

    /** Reads rows consistently, in calls of up to 100; a row that is not there is `undefined` at its place. */
    batchRead: async (keys: readonly Key[]): Promise<readonly (Row | undefined)[]> => {
      const found = new Map<string, Row>();
      let wanted: Attributes[] = [...new Map(keys.map((key) => [keyOf(key), toAttributes(key)])).values()];
      while (wanted.length > 0) {
        const answer = await client.send(
          new BatchGetItemCommand({
            RequestItems: { [table]: { Keys: wanted.slice(0, largestBatch), ConsistentRead: true } },
          }),
        );
        for (const attributes of answer.Responses?.[table] ?? []) {
          const row = fromAttributes(attributes);
          found.set(keyOf(row as Key), row);
        }
        wanted = [...(answer.UnprocessedKeys?.[table]?.Keys ?? []), ...wanted.slice(largestBatch)];
      }
      return keys.map((key) => found.get(keyOf(key)));
    },

    /** Writes all or nothing. @throws WriteRefusedError when a condition failed, or another transaction was in the way */
    transact: async (writes: readonly (Put | Check)[]): Promise<void> => {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(toTransactItem) }));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
        const refused = writes.filter((_, index) => codes[index] === 'ConditionalCheckFailed').map(({ name }) => name);
        if (refused.length === 0 && !codes.includes('TransactionConflict')) throw error;
        throw new WriteRefusedError(refused);
      }
    },

    /** Rows of one case whose sort key begins with `prefix`, oldest first unless `newestFirst`. */
    queryCase: async (
      pk: string,
      {
        prefix,
        after,
        limit,
        newestFirst = false,
      }: {
        readonly prefix: string;
        readonly after?: string | undefined;
        readonly limit: number;
        readonly newestFirst?: boolean;
      },
    ): Promise<readonly Row[]> => {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: toAttributes({ ':pk': pk, ':prefix': prefix }),
          ...(after !== undefined && { ExclusiveStartKey: toAttributes({ pk, sk: after }) }),
          ScanIndexForward: !newestFirst,
          Limit: limit,
        }),
      );
      return (answer.Items ?? []).map(fromAttributes);
    },

    /** Primary keys from an index with their sort value, ascending, strictly between `after` and `before`. Possibly stale. */
    queryIndex: async (
      index: { readonly name: string; readonly pk: string; readonly sk: string },
      {
        pk,
        after,
        before,
        limit,
      }: { readonly pk: string; readonly after: string; readonly before: string; readonly limit: number },
    ): Promise<readonly { readonly key: Key; readonly sort: string }[]> => {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: index.name,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :after AND :before',
          ExpressionAttributeNames: { '#pk': index.pk, '#sk': index.sk },
          // BETWEEN includes its bounds; a NUL byte after the last value seen excludes it.
          ExpressionAttributeValues: toAttributes({ ':pk': pk, ':after': `${after}\u0000`, ':before': before }),
          Limit: limit,
        }),
      );
      return (answer.Items ?? []).map(fromAttributes).map((row) => ({
        key: { pk: String(row['pk']), sk: String(row['sk']) },
        sort: String(row[index.sk]),
      }));
    },
  };
};

export type RecordTable = ReturnType<typeof makeRecordTable>;

const toCondition = ({ expression, values, names }: Condition) => ({
  ConditionExpression: expression,
  ...(values && { ExpressionAttributeValues: toAttributes(values) }),
  ...(names && { ExpressionAttributeNames: names }),
});

const toTransactItem = (write: Put | Check) =>
  'key' in write
    ? { ConditionCheck: { TableName: write.table, Key: toAttributes(write.key), ...toCondition(write.when) } }
    : { Put: { TableName: write.table, Item: toAttributes(write.row), ...(write.when && toCondition(write.when)) } };
