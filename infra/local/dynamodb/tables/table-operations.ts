import type { Operation } from '../../aws/aws-service.ts';
import { invalid } from '../errors.ts';
import { has, list, type Members, positive, structure, tableName, text } from '../request/members.ts';
import type { Items } from '../store/items.ts';
import type { Catalogue } from './catalogue.ts';
import type { IndexSpec, Table, TableSpec } from './table.ts';

type Deps = {
  readonly tables: Catalogue;
  readonly items: Items;
  readonly region: string;
  readonly account: string;
};

const element = (one: Members) => ({ AttributeName: text(one, 'AttributeName'), KeyType: text(one, 'KeyType') });

const indexSpec = (one: Members): IndexSpec => {
  const projection = structure(one, 'Projection');
  return {
    IndexName: text(one, 'IndexName'),
    KeySchema: list(one, 'KeySchema').map(element),
    Projection: {
      ProjectionType: text(projection, 'ProjectionType'),
      ...(has(projection, 'NonKeyAttributes') && {
        NonKeyAttributes: projection.NonKeyAttributes as readonly string[],
      }),
    },
  };
};

/** What another feature of DynamoDB would need; refused rather than ignored. */
const refuseUnknown = (input: Members): void => {
  if (has(input, 'LocalSecondaryIndexes')) throw invalid('Local secondary indexes are not supported');
  const stream = has(input, 'StreamSpecification') ? structure(input, 'StreamSpecification') : {};
  if (stream.StreamEnabled === true) throw invalid('Streams are not supported');
};

const specOf = (input: Members): TableSpec => {
  refuseUnknown(input);
  return {
    TableName: tableName(input),
    AttributeDefinitions: list(input, 'AttributeDefinitions').map((one) => ({
      AttributeName: text(one, 'AttributeName'),
      AttributeType: text(one, 'AttributeType'),
    })),
    KeySchema: list(input, 'KeySchema').map(element),
    ...(has(input, 'GlobalSecondaryIndexes') && {
      GlobalSecondaryIndexes: list(input, 'GlobalSecondaryIndexes').map(indexSpec),
    }),
  };
};

const noThroughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

const makeDescribe =
  ({ items, region, account }: Deps) =>
  (table: Table, status: string): object => {
    const { spec } = table;
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${table.name}`;
    const size = items.count(table.id);
    return {
      TableName: table.name,
      TableArn: arn,
      TableId: `00000000-0000-4000-8000-${String(table.id).padStart(12, '0')}`,
      TableStatus: status,
      CreationDateTime: table.created / 1000,
      AttributeDefinitions: spec.AttributeDefinitions,
      KeySchema: spec.KeySchema,
      ItemCount: size.items,
      TableSizeBytes: size.bytes,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: noThroughput,
      DeletionProtectionEnabled: false,
      ...(spec.GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: spec.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          IndexArn: `${arn}/index/${index.IndexName}`,
          IndexStatus: status,
          ProvisionedThroughput: noThroughput,
        })),
      }),
    };
  };

const readTimeToLive = (input: Members) => {
  const given = structure(input, 'TimeToLiveSpecification');
  const attribute = text(given, 'AttributeName');
  return { attribute, enabled: given.Enabled === true, given };
};

/** Tables and their time to live. */
export const makeTableOperations = (deps: Deps): Readonly<Record<string, Operation>> => {
  const { tables } = deps;
  const describe = makeDescribe(deps);
  const named = (input: Members): Table => tables.get(tableName(input));

  return {
    CreateTable: async (input) => ({ TableDescription: describe(await tables.create(specOf(input)), 'ACTIVE') }),
    DescribeTable: async (input) => Promise.resolve({ Table: describe(named(input), 'ACTIVE') }),
    ListTables: async (input) => {
      const after = has(input, 'ExclusiveStartTableName') ? text(input, 'ExclusiveStartTableName') : '';
      const names = tables.names().filter((name) => name > after);
      const page = names.slice(0, positive(input, 'Limit') ?? 100);
      return Promise.resolve({
        TableNames: page,
        ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }),
      });
    },
    DeleteTable: async (input) => {
      const table = named(input);
      const description = describe(table, 'DELETING');
      await tables.remove(table);
      return { TableDescription: description };
    },
    DescribeTimeToLive: async (input) => {
      const attribute = named(input).spec.TimeToLiveAttribute;
      return Promise.resolve({
        TimeToLiveDescription: attribute
          ? { TimeToLiveStatus: 'ENABLED', AttributeName: attribute }
          : { TimeToLiveStatus: 'DISABLED' },
      });
    },
    UpdateTimeToLive: async (input) => {
      const { spec } = named(input);
      const { attribute, enabled, given } = readTimeToLive(input);
      if (enabled === (spec.TimeToLiveAttribute !== undefined)) {
        throw invalid(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
      }
      const { TimeToLiveAttribute: _, ...rest } = spec;
      await tables.ensure(enabled ? { ...rest, TimeToLiveAttribute: attribute } : rest);
      return { TimeToLiveSpecification: given };
    },
  };
};
