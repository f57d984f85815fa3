import { DeleteItemCommand, PutItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeAudit, type Audit, type Tables } from '../../../shared/audit/audit.ts';
import type { Heads } from '../../../shared/audit/heads.ts';
import { partitionsOf } from '../../../shared/aws/partitions.ts';
import { tableNamed } from '../commands.ts';
import type { System } from '../system.ts';

export type Stored = Record<string, AttributeValue>;
type TableName = keyof Tables;

/** A row as it is stored, and the table that it is in. */
export type Placed = { readonly table: TableName; readonly row: Stored };

const tableNames = ['record', 'identity', 'keys'] as const;

export const pkOf = ({ row }: Placed): string => row['pk']?.S ?? '';
export const skOf = ({ row }: Placed): string => row['sk']?.S ?? '';

const placeOf = (one: Placed): string => `${one.table} ${pkOf(one)} ${skOf(one)}`;

/** Somebody who can write the tables as they like, and may not ask KMS. */
export const openTables = async (system: System) => {
  const client: DynamoDBClient = system.dynamoDb();
  const tables: Tables = {
    record: system.recordTable,
    identity: await tableNamed('Identity', client),
    keys: await tableNamed('Keys', client),
  };

  const put = async ({ table, row }: Placed): Promise<void> => {
    await client.send(new PutItemCommand({ TableName: tables[table], Item: row }));
  };
  const remove = async ({ table, row }: Placed): Promise<void> => {
    const { pk, sk } = row;
    if (!pk) throw new Error('a row has a place');
    await client.send(new DeleteItemCommand({ TableName: tables[table], Key: { pk, ...(sk && { sk }) } }));
  };

  const all = async (): Promise<readonly Placed[]> => {
    const found: Placed[] = [];
    for (const table of tableNames)
      for await (const { rows } of partitionsOf({ client, table: tables[table] }))
        found.push(...rows.map((row) => ({ table, row })));
    return found;
  };

  return {
    put,
    remove,
    all,
    /** Puts every row back as it was. */
    restore: async (before: readonly Placed[]): Promise<void> => {
      const after = new Map((await all()).map((one) => [placeOf(one), one]));
      for (const one of before) {
        const now = after.get(placeOf(one));
        if (JSON.stringify(now?.row) !== JSON.stringify(one.row)) await put(one);
        after.delete(placeOf(one));
      }
      for (const one of after.values()) await remove(one);
    },
    audit: (since?: Heads): Promise<Audit> =>
      makeAudit({ client, tables, rowKey: system.rowKey, pause: () => Promise.resolve() })(since),
  };
};

export type OpenTables = Awaited<ReturnType<typeof openTables>>;
