import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DatabaseSync } from 'node:sqlite';
import { makeClientConfig } from '../../../infra/local/aws/client-config.ts';
import { makeDispatch } from '../../../infra/local/aws/dispatch.ts';
import { witnessed, type Witness } from '../../../infra/local/aws/witness.ts';
import { makeClock } from '../../../infra/local/clock/clock.ts';
import { makeDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';
import { indexes } from '../../../shared/store/keys.ts';

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
const keySchema = (pk: string, sk: string) =>
  [
    { AttributeName: pk, KeyType: 'HASH' },
    { AttributeName: sk, KeyType: 'RANGE' },
  ] as const;

const ofIndexes = Object.values(indexes);
const indexAttributes = new Set(ofIndexes.flatMap(({ pk, sk }) => [pk, sk]));

export const tables = { record: 'record', identity: 'identity', keys: 'keys' } as const;

type Options = {
  /** An open data file; in memory without one. */
  readonly db?: DatabaseSync;
  /** Told of every call and what it consumes. */
  readonly called?: Witness['called'];
};

/** The tables of the record, empty, in the embedded runtime's DynamoDB, behind real SDK clients of their own. */
export const openDynamoDb = async ({ db = new DatabaseSync(':memory:'), called = () => {} }: Options = {}): Promise<
  () => DynamoDBClient
> => {
  const place = { region: 'ca-central-1', account: '000000000000' };
  const service = makeDynamoDb({ db, turns: groupCommit(db).turns, clock: makeClock(), ...place });
  await service.ensureTable({
    TableName: tables.record,
    AttributeDefinitions: [...['pk', 'sk'], ...indexAttributes].map(attribute),
    KeySchema: [...keySchema('pk', 'sk')],
    GlobalSecondaryIndexes: ofIndexes.map(({ name, pk, sk }) => ({
      IndexName: name,
      KeySchema: [...keySchema(pk, sk)],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
  });
  await service.ensureTable({
    TableName: tables.identity,
    AttributeDefinitions: ['pk', 'sk'].map(attribute),
    KeySchema: [...keySchema('pk', 'sk')],
  });
  await service.ensureTable({
    TableName: tables.keys,
    AttributeDefinitions: [attribute('pk')],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const config = makeClientConfig(place.region, makeDispatch([witnessed(service, called)], []));
  return () => new DynamoDBClient(config());
};
