import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { batchGet } from '../aws/batch-get.ts';
import { reasonsOf } from '../aws/no-room.ts';
import type { Pause } from '../aws/pause.ts';
import { transactWrite } from '../aws/transact-write.ts';
import { fromAttributes, toAttributes } from './attributes.ts';
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

/** One more of what is counted in a row of its own, which is refused once there are `most`. Two at a time both count. */
export type Count = {
  readonly name: string;
  readonly table: string;
  readonly key: Key;
  readonly kind: string;
  readonly most: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
};

type Write = Put | Check | Count;

type Condition = {
  readonly expression: string;
  readonly values?: Row;
  readonly names?: Readonly<Record<string, string>>;
};

export const isNew = { expression: 'attribute_not_exists(pk)' } as const;

/** A row as it was found: `isWhole` unless a part of it was left out or replaced. */
export type ReadRow<T> = { readonly value: T; readonly isWhole: boolean };

/** What reads the rows of one kind. */
export type Reads<T> = { readonly kind: string; readonly readRow: (row: Row) => ReadRow<T> | undefined };

/** Tells administrators of a row that cannot be read, or only in part: its kind, and the opaque id of its case. */
export type NoteUnreadable = (unreadable: { readonly kind: string; readonly caseId?: string }) => void;

const caseIdIn = ({ pk }: Row): { readonly caseId?: string } => {
  const [family, caseId] = String(pk).split('#');
  return family === 'CASE' && caseId !== undefined ? { caseId } : {};
};

type Dependencies = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly pause?: Pause;
  readonly noteUnreadable?: NoteUnreadable;
};

/** The DynamoDB calls that the store is made of. Reads are strongly consistent unless they use an index. */
export const makeRecordTable = ({ client, table, pause, noteUnreadable = () => {} }: Dependencies) => {
  const keyOf = (key: Key): string => `${key.pk} ${key.sk}`;

  return {
    table,

    /** What a row holds; one that cannot be read is raised, and costs itself only. */
    readable: <T>({ kind, readRow }: Reads<T>, row: Row | undefined): T | undefined => {
      const read = row && readRow(row);
      if (row && !read?.isWhole) noteUnreadable({ kind, ...caseIdIn(row) });
      return read?.value;
    },

    /** Reads rows consistently; a row that is not there is `undefined` at its place. @throws ProblemError `busy` */
    batchRead: async (keys: readonly Key[]): Promise<readonly (Row | undefined)[]> => {
      const wanted = [...new Map(keys.map((key) => [keyOf(key), toAttributes(key)])).values()];
      const rows = (await batchGet({ client, table, keys: wanted, pause })).map(fromAttributes);
      const found = new Map(rows.map((row) => [keyOf(row as Key), row]));
      return keys.map((key) => found.get(keyOf(key)));
    },

    /**
     * Writes all or nothing.
     * @throws WriteRefusedError when a condition failed, or another transaction was in the way; ProblemError `busy` when there
     * was no room for it
     */
    transact: async (writes: readonly Write[]): Promise<void> => {
      try {
        await transactWrite(client, writes.map(toTransactItem), pause);
      } catch (error) {
        const codes = reasonsOf(error);
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

const toUpdate = ({ table, key, kind, most, expiresAt }: Count) => ({
  TableName: table,
  Key: toAttributes(key),
  UpdateExpression: 'SET #kind = :kind, expiresAt = :expiresAt ADD used :one',
  ConditionExpression: 'attribute_not_exists(pk) OR used < :most',
  ExpressionAttributeNames: { '#kind': 'kind' },
  ExpressionAttributeValues: toAttributes({ ':kind': kind, ':expiresAt': expiresAt, ':one': 1, ':most': most }),
});

const toTransactItem = (write: Write) => {
  if ('most' in write) return { Update: toUpdate(write) };
  return 'key' in write
    ? { ConditionCheck: { TableName: write.table, Key: toAttributes(write.key), ...toCondition(write.when) } }
    : { Put: { TableName: write.table, Item: toAttributes(write.row), ...(write.when && toCondition(write.when)) } };
};
