import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { casesTable, openStore } from './open-store.ts';

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

const TableName = 'cases';
const names = fc.constantFrom('a', 'b', 'c');
const texts = (prefix: string) => fc.constantFrom('1', '2').map((S) => ({ S: prefix + S }));
const writes = fc.oneof(
  fc.record({
    operation: fc.constant('PutItem'),
    pk: names,
    rest: fc.record({ team: texts('t'), due: texts('d'), step: texts('s'), word: texts('w') }, { requiredKeys: [] }),
    pause: fc.nat(400),
  }),
  fc.record({ operation: fc.constant('DeleteItem'), pk: names, rest: fc.constant({}), pause: fc.nat(400) }),
);

test('whatever the delays, an index ends with the rows of the items that are there', async () => {
  const property = fc.asyncProperty(fc.array(writes, { maxLength: 25 }), async (sequence) => {
    const { store, clock, db } = await openStore({ indexDelay: 500 });
    const call = (name: string, input: object) => store.operations[name]?.({ TableName, ...input });
    for (const { operation, pk, rest, pause } of sequence) {
      const key = { pk: { S: pk }, sk: { N: '1' } };
      await call(operation, operation === 'PutItem' ? { Item: { ...key, ...rest } } : { Key: key });
      await clock.advance(pause);
    }
    await clock.advance(500);
    const scan = async (IndexName?: string) =>
      ((await call('Scan', { IndexName })) as { Items: readonly Item[] }).Items;
    const items = await scan();
    for (const { IndexName, KeySchema } of casesTable.GlobalSecondaryIndexes ?? []) {
      const wanted = items.filter((item) => KeySchema.every(({ AttributeName }) => AttributeName in item));
      const rows = await scan(IndexName);
      expect(rows.map(({ pk }) => pk?.S).sort()).toEqual(wanted.map(({ pk }) => pk?.S).sort());
      for (const row of rows) expect(items).toContainEqual(expect.objectContaining({ ...row }));
    }
    clock.stop();
    db.close();
  });
  await fc.assert(property, { numRuns: 60 });
});
