import { bindingsOf, projectionOf, testOf } from '../request/expressions.ts';
import { invalid } from '../errors.ts';
import { has, type Members, positive } from '../request/members.ts';
import type { Row, Rows } from '../store/rows.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { placeOf } from '../tables/keys.ts';
import type { Table } from '../tables/table.ts';
import { readPage } from './page.ts';
import { readSelection } from './selection.ts';
import { answerPage, readSource } from './source.ts';
import { readStart } from './start-key.ts';

type Segment = { readonly number: number; readonly of: number };

/** Scan, on a table or an index, whole or one segment of it. */
export const makeScan =
  ({ tables, rows }: { readonly tables: Catalogue; readonly rows: Rows }): ((input: Members) => object) =>
  (input) => {
    const bindings = bindingsOf(input);
    const keep = testOf(input, 'FilterExpression', bindings);
    const projection = projectionOf(input, bindings);
    bindings.refuseUnused();
    const limit = positive(input, 'Limit');
    const segment = readSegment(input);
    const source = readSource(tables, input);
    const { table, index } = source;
    const countOnly = readSelection(input, index, projection);
    const start = readStart(input, table, index);
    const found = index ? rows.scanIndex(index.id, start) : rows.scan(table.id, start?.own);
    const page = readPage(segment ? inSegment(found, table, segment) : found, { limit, keep, projection, countOnly });
    return answerPage(input, source, page);
  };

const readSegment = (input: Members): Segment | undefined => {
  const of = positive(input, 'TotalSegments');
  const number = input.Segment ?? undefined;
  if (of === undefined && number === undefined) return undefined;
  if (of === undefined || typeof number !== 'number') {
    const missing = has(input, 'Segment') ? 'TotalSegments' : 'Segment';
    throw invalid(
      `The ${missing} parameter is required but was not present in the request when parameter ${missing === 'Segment' ? 'TotalSegments' : 'Segment'} is present`,
    );
  }
  if (number >= of || number < 0) {
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${number} is not less than TotalSegments: ${of}`,
    );
  }
  return { number, of };
};

/** Rows of one segment: each partition key falls into one, whatever the walk. */
const inSegment = function* (found: Iterable<Row>, table: Table, { number, of }: Segment): Iterable<Row> {
  for (const row of found) {
    const item = row.item();
    if (spread(placeOf(table.key, item).pk) % of === number) yield { size: row.size, item: () => item };
  }
};

const spread = (bytes: Buffer): number => {
  let hash = 2_166_136_261;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16_777_619) >>> 0;
  return hash;
};
