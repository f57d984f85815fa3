import * as fc from 'fast-check';
import { bindings, bound, conditions, paths, projections, updates } from './expressions.ts';
import type { Json } from './sides.ts';
import { items, keys } from './values.ts';

/** One request, or for queries and scans as many as it takes to read all pages. */
export type Step = {
  readonly operation: string;
  readonly input: Json;
  readonly walk: 'ordered' | 'unordered' | undefined;
};

export const tableName = 'conformance';

export const createTable: Json = {
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: Object.entries({ pk: 'S', sk: 'N', g: 'S', h: 'N' }).map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'all-by-g-h', KeySchema: ['g', 'h'], Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'some-by-g',
      KeySchema: ['g'],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'n'] },
    },
    { IndexName: 'keys-by-h', KeySchema: ['h'], Projection: { ProjectionType: 'KEYS_ONLY' } },
  ].map((index) => ({
    ...index,
    KeySchema: index.KeySchema.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
  })),
};

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);
/** Keys of which no two are one number in two forms: Local does not see that they are the same. */
const plainKeys = keys.filter((key) => !JSON.stringify(key).includes('1.0'));
const plainItems = items.filter(({ sk }) => !JSON.stringify(sk ?? '').includes('1.0'));
const TableName = fc.oneof({ weight: 200, arbitrary: oneOf(tableName) }, { weight: 1, arbitrary: oneOf('nowhere') });
const ReturnConsumedCapacity = oneOf('NONE', 'TOTAL', 'INDEXES');
const ConditionExpression = conditions;
const ReturnValuesOnConditionCheckFailure = oneOf('NONE', 'ALL_OLD');

const request = (required: Record<string, fc.Arbitrary<unknown>>, optional: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(
      fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required), noNullPrototype: true }),
      bindings,
    )
    .map(([input, values]) => bound(input, values));

const step = (operation: string, inputs: fc.Arbitrary<Json>, walk?: Step['walk']): fc.Arbitrary<Step> =>
  inputs.map((input) => ({ operation, input, walk }));

const conditional = { ConditionExpression, ReturnValuesOnConditionCheckFailure };
const put = { TableName, Item: items };
const keyed = { TableName, Key: keys };
const UpdateExpression = updates;
const oldOrNone = oneOf('NONE', 'ALL_OLD');
const anyReturn = oneOf('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW');
const ProjectionExpression = projections;

const writes = [
  { weight: 6, arbitrary: step('PutItem', request(put, { ReturnConsumedCapacity })) },
  {
    weight: 4,
    arbitrary: step('PutItem', request(put, { ...conditional, ReturnValues: oldOrNone, ReturnConsumedCapacity })),
  },
  {
    weight: 10,
    arbitrary: step(
      'UpdateItem',
      request({ ...keyed, UpdateExpression, ReturnValues: anyReturn }, { ReturnConsumedCapacity }),
    ),
  },
  {
    weight: 3,
    arbitrary: step('UpdateItem', request({ ...keyed, UpdateExpression, ...conditional }, { ReturnValues: anyReturn })),
  },
  {
    weight: 2,
    arbitrary: step('DeleteItem', request(keyed, { ...conditional, ReturnValues: oldOrNone, ReturnConsumedCapacity })),
  },
];

const reads = [
  {
    weight: 3,
    arbitrary: step(
      'GetItem',
      request(keyed, { ProjectionExpression, ConsistentRead: fc.boolean(), ReturnConsumedCapacity }),
    ),
  },
];

const keyConditions = oneOf(
  'pk = :pk',
  'pk = :pk AND sk > :from',
  'pk = :pk AND sk <= :to',
  'pk = :pk AND sk BETWEEN :from AND :to',
  ':to > sk AND pk = :pk',
  '#k = :pk',
  'pk = :pk AND sk = :to',
  'pk = :pk AND n = :n',
  'pk = :pk OR sk = :to',
  'pk = :s',
  'pk = :pk AND begins_with(sk, :s)',
);
const Limit = fc.integer({ min: 1, max: 4 });
const ScanIndexForward = fc.boolean();
const FilterExpression = conditions;
const Select = oneOf('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES');
const paging = { Limit, ScanIndexForward, ReturnConsumedCapacity };
const shaping = { FilterExpression, ProjectionExpression };

const query = (
  condition: fc.Arbitrary<string>,
  index: string | undefined,
  optional: Record<string, fc.Arbitrary<unknown>>,
) =>
  step(
    'Query',
    request(
      { TableName, KeyConditionExpression: condition, ...(index !== undefined && { IndexName: fc.constant(index) }) },
      optional,
    ),
    index === undefined ? 'ordered' : 'unordered',
  );

const walks = [
  { weight: 4, arbitrary: query(keyConditions, undefined, paging) },
  { weight: 2, arbitrary: query(oneOf('pk = :pk', 'pk = :pk AND sk > :from'), undefined, { ...paging, ...shaping }) },
  { weight: 1, arbitrary: query(oneOf('pk = :pk'), undefined, { Select, ...shaping }) },
  {
    weight: 2,
    arbitrary: query(oneOf('g = :g', 'g = :g AND h BETWEEN :from AND :to', 'h = :to'), 'all-by-g-h', paging),
  },
  { weight: 1, arbitrary: query(oneOf('g = :g'), 'some-by-g', { ...paging, Select, ProjectionExpression: paths }) },
  {
    weight: 1,
    arbitrary: query(oneOf('h = :to'), 'keys-by-h', { ...paging, ConsistentRead: fc.boolean(), FilterExpression }),
  },
  {
    weight: 2,
    arbitrary: step('Scan', request({ TableName }, { Limit, FilterExpression, ReturnConsumedCapacity }), 'unordered'),
  },
  {
    // Without a filter: Local lets the filter of a scan see what the index does not project.
    weight: 2,
    arbitrary: step(
      'Scan',
      request({ TableName, IndexName: oneOf('all-by-g-h', 'some-by-g', 'keys-by-h', 'none') }, { Limit, Select }),
      'unordered',
    ),
  },
];

const plainPut = { TableName, Item: plainItems };
const plainKeyed = { TableName, Key: plainKeys };
const action = fc.oneof(
  { weight: 3, arbitrary: request(plainPut, conditional).map((Put) => ({ Put })) },
  { weight: 4, arbitrary: request({ ...plainKeyed, UpdateExpression }, conditional).map((Update) => ({ Update })) },
  { weight: 1, arbitrary: request(plainKeyed, conditional).map((Delete) => ({ Delete })) },
  {
    weight: 1,
    arbitrary: request({ ...plainKeyed, ConditionExpression }, { ReturnValuesOnConditionCheckFailure }).map(
      (ConditionCheck) => ({ ConditionCheck }),
    ),
  },
);
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 4 });
/** On different items: DynamoDB Local looks at conditions before it sees that two actions are about one. */
const actions = fc.uniqueArray(action, {
  minLength: 1,
  maxLength: 4,
  selector: (one) => {
    const [{ Key, Item }] = Object.values(one) as [{ readonly Key?: Json; readonly Item?: Json }];
    const { pk, sk } = Key ?? Item ?? {};
    return JSON.stringify([pk, sk]);
  },
});
const batchWrite = fc.oneof(
  plainItems.map((Item) => ({ PutRequest: { Item } })),
  plainKeys.map((Key) => ({ DeleteRequest: { Key } })),
);

const groups = [
  {
    weight: 4,
    arbitrary: step('TransactWriteItems', request({ TransactItems: actions }, { ReturnConsumedCapacity })),
  },
  {
    weight: 1,
    arbitrary: step(
      'TransactGetItems',
      request(
        { TransactItems: several(request(plainKeyed, { ProjectionExpression }).map((Get) => ({ Get }))) },
        { ReturnConsumedCapacity },
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: step(
      'BatchWriteItem',
      several(batchWrite).map((all) => ({ RequestItems: { [tableName]: all } })),
    ),
  },
  {
    weight: 1,
    arbitrary: step(
      'BatchGetItem',
      several(plainKeys).map((Keys) => ({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } })),
    ),
  },
];

/** The operations of one run, in their order: about so many. */
export const steps = (length: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.oneof(...writes, ...reads, ...walks, ...groups), { minLength: 1, maxLength: 2 * length, size: 'max' });
