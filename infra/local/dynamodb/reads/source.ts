import { CapacityMeter, readUnits } from '../capacity.ts';
import { invalid } from '../errors.ts';
import type { RawCondition, RawOperand, RawPath } from '../expressions/syntax.ts';
import { capacityMode, flag, type Members, optionalText, tableName } from '../request/members.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { type Index, indexOf, type Table } from '../tables/table.ts';
import type { Page } from './page.ts';
import { lastKey } from './start-key.ts';

/** What a query or a scan walks through. */
export type Source = { readonly table: Table; readonly index: Index | undefined; readonly consistent: boolean };

/** @throws ResourceNotFoundException, ValidationException */
export const readSource = (tables: Catalogue, input: Members): Source => {
  const table = tables.get(tableName(input));
  const name = optionalText(input, 'IndexName');
  const index = name === undefined ? undefined : indexOf(table, name);
  const consistent = flag(input, 'ConsistentRead');
  if (index && consistent) throw invalid('Consistent reads are not supported on global secondary indexes');
  return { table, index, consistent };
};

/** The answer of a query or a scan. */
export const answerPage = (input: Members, { table, index, consistent }: Source, page: Page): object => {
  const meter = new CapacityMeter();
  const units = readUnits(page.bytes, consistent);
  meter.add(table, index ? 0 : units);
  if (index) meter.add(table, units, index.name);
  const [capacity] = meter.report(capacityMode(input));
  return {
    ...(page.items && { Items: page.items }),
    Count: page.count,
    ScannedCount: page.scanned,
    ...(page.last && { LastEvaluatedKey: lastKey(table, index, page.last) }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
};

const pathsOfOperand = (raw: RawOperand): readonly RawPath[] =>
  raw.op === 'path' ? [raw.path] : raw.op === 'call' ? raw.operands.flatMap(pathsOfOperand) : [];

/** Every path that a condition speaks of. */
export const pathsOf = (raw: RawCondition): readonly RawPath[] => {
  switch (raw.op) {
    case 'NOT':
      return pathsOf(raw.of);
    case 'AND':
    case 'OR':
      return [...pathsOf(raw.left), ...pathsOf(raw.right)];
    default:
      return raw.operands.flatMap(pathsOfOperand);
  }
};
