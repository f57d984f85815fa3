import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { batchGet } from '../aws/batch-get.ts';
import { reasonsOf } from '../aws/no-room.ts';
import type { Pause } from '../aws/pause.ts';
import { noRowKey, type RowKey } from '../aws/row-key.ts';
import { transactWrite } from '../aws/transact-write.ts';
import { fromAttributes, toAttributes } from './attributes.ts';
import { readFrom } from './version-read.ts';
import type { Key } from './keys.ts';
import { told } from './ledger.ts';
import { isNew, type Condition, type Count, type Put, type Reads, type Row, type Write } from './writes.ts';
import { WriteRefusedError } from './write-refused.ts';

/** Tells administrators of a row that cannot be read, or only in part: its kind, and the opaque id of its case. */
export type NoteUnreadable = (unreadable: { readonly kind: string; readonly caseId?: string }) => void;

const caseIdIn = ({ pk }: Row): { readonly caseId?: string } => {
  const [family, caseId] = String(pk).split('#');
  return family === 'CASE' && caseId !== undefined ? { caseId } : {};
};

type Dependencies = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Authenticates what is written; whoever only reads has none. */
  readonly rowKey?: RowKey;
  readonly pause?: Pause;
  readonly noteUnreadable?: NoteUnreadable;
};

/** How often a row is read and replaced while others replace it. */
const replaceTries = 5;

const placeOf = ({ row }: Put): Key => ({ pk: String(row['pk']), sk: String(row['sk']) });

/** The put, on condition that what was read stands there still. */
const overWhatStands = (put: Put, standing: Row | undefined): Put => ({
  ...put,
  row: standing ? readFrom(put.row, standing) : put.row,
  when: standing ? { expression: 'attribute_exists(pk)' } : isNew,
});

/** The DynamoDB calls that the store is made of. Reads are strongly consistent unless they use an index. */
export const makeRecordTable = ({ client, table, rowKey, pause, noteUnreadable = () => {} }: Dependencies) => {
  const keyOf = (key: Key): string => `${key.pk} ${key.sk}`;

  const batchRead = async (wanted: readonly Key[]): Promise<readonly (Row | undefined)[]> => {
    const unique = [...new Map(wanted.map((key) => [keyOf(key), toAttributes(key)])).values()];
    const rows = (await batchGet({ client, table, keys: unique, pause })).map(fromAttributes);
    const found = new Map(rows.map((row) => [keyOf(row as Key), row]));
    return wanted.map((key) => found.get(keyOf(key)));
  };

  const transact = async (writes: readonly Write[]): Promise<void> => {
    const { puts, lines } = told(await (rowKey ?? noRowKey)(), writes.filter(isPut));
    const rest = [...puts];
    const authenticated = writes.map((write) => (isPut(write) ? (rest.shift() ?? write) : write));
    try {
      await transactWrite(client, [...authenticated, ...lines].map(toTransactItem), pause);
    } catch (error) {
      const codes = reasonsOf(error);
      const refused = writes.filter((_, index) => codes[index] === 'ConditionalCheckFailed').map(({ name }) => name);
      if (refused.length === 0 && !codes.includes('TransactionConflict')) throw error;
      throw new WriteRefusedError(refused);
    }
  };

  return {
    table,

    /** What a row holds; one that cannot be read is raised, and costs itself only. */
    readable: <T extends object>({ kind, readRow }: Reads<T>, row: Row | undefined): T | undefined => {
      const read = row && readRow(row);
      if (row && !read?.isWhole) noteUnreadable({ kind, ...caseIdIn(row) });
      return read && readFrom(read.value, row);
    },

    /** Reads rows consistently; a row that is not there is `undefined` at its place. @throws ProblemError `busy` */
    batchRead,

    /**
     * Writes all or nothing.
     * @throws WriteRefusedError when a condition failed, or another transaction was in the way; ProblemError `busy` when there
     * was no room for it
     */
    transact,

    /**
     * Writes rows in place of whatever stands there: the last word counts.
     * @throws WriteRefusedError when others kept writing the same rows; nothing was written then
     */
    replace: async (puts: readonly Put[]): Promise<void> => {
      for (let tried = 1; ; tried += 1) {
        const standing = await batchRead(puts.map(placeOf));
        const writes = puts.map((put, index) => overWhatStands(put, standing[index]));
        try {
          await transact(writes);
          return;
        } catch (error) {
          if (!(error instanceof WriteRefusedError) || tried === replaceTries) throw error;
        }
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

const isPut = (write: Write): write is Put => 'row' in write;

const toTransactItem = (write: Write) => {
  if ('most' in write) return { Update: toUpdate(write) };
  return 'key' in write
    ? { ConditionCheck: { TableName: write.table, Key: toAttributes(write.key), ...toCondition(write.when) } }
    : { Put: { TableName: write.table, Item: toAttributes(write.row), ...(write.when && toCondition(write.when)) } };
};
