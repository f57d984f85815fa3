import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DatabaseSync } from 'node:sqlite';
import { makeClientConfig } from '../../../infra/local/aws/client-config.ts';
import { callDirectly } from '../../../infra/local/aws/direct-calls.ts';
import { makeDispatch } from '../../../infra/local/aws/dispatch.ts';
import { type Clock, makeClock } from '../../../infra/local/clock/clock.ts';
import { type DynamoDb, makeDynamoDb, type TableSpec } from '../../../infra/local/dynamodb/dynamodb.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';

export type OpenStore = {
  readonly client: DynamoDBClient;
  readonly store: DynamoDb;
  readonly db: DatabaseSync;
  readonly clock: Clock;
};

/** The cases of a small programme: a sort key that is a number, and an index of each projection. */
export const casesTable: TableSpec = {
  TableName: 'cases',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'team', AttributeType: 'S' },
    { AttributeName: 'due', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-team',
      KeySchema: [
        { AttributeName: 'team', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'by-due',
      KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['step'] },
    },
    {
      IndexName: 'keys-by-team',
      KeySchema: [{ AttributeName: 'team', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

/** A store behind the real SDK client, called as functions call it; in memory unless a file is named. */
export const openStore = async ({
  file = ':memory:',
  indexDelay = 0,
  clock = makeClock(),
}: { readonly file?: string; readonly indexDelay?: number; readonly clock?: Clock } = {}): Promise<OpenStore> => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const store = makeDynamoDb({
    db,
    turns: groupCommit(db).turns,
    clock,
    region: 'ca-central-1',
    account: '000000000000',
    indexDelay,
  });
  await store.ensureTable(casesTable);
  const dispatch = makeDispatch([store], []);
  const client = callDirectly(dispatch)(new DynamoDBClient(makeClientConfig('ca-central-1', dispatch)()));
  return { client, store, db, clock };
};
