import type { Test } from '../expressions/condition.ts';
import type { Projection } from '../request/expressions.ts';
import type { Row } from '../store/rows.ts';
import type { Item } from '../values/attribute-value.ts';

/** A page ends at the item that brings it to this size, in bytes before filters and projections. */
const maxPage = 1024 * 1024;

type PageRequest = {
  readonly limit: number | undefined;
  readonly keep: Test | undefined;
  readonly projection: Projection | undefined;
  /** Whether only the number of items is wanted. */
  readonly countOnly: boolean;
};

export type Page = {
  /** Nothing where only a count was wanted. */
  readonly items: readonly Item[] | undefined;
  readonly count: number;
  readonly scanned: number;
  readonly bytes: number;
  /** The last item looked at, where there may be more behind it. */
  readonly last: Item | undefined;
};

/** Walks rows until the page is full; a page that ends by its limit does not look whether there is more. */
export const readPage = (rows: Iterable<Row>, { limit, keep, projection, countOnly }: PageRequest): Page => {
  const items: Item[] = [];
  let [count, scanned, bytes] = [0, 0, 0];
  let last: Item | undefined;
  const page = () => ({ items: countOnly ? undefined : items, count, scanned, bytes });
  for (const { item: read, size } of rows) {
    if (bytes >= maxPage) return { ...page(), last };
    const item = read();
    last = item;
    scanned += 1;
    bytes += size;
    if (!keep || keep(item)) {
      count += 1;
      if (!countOnly) items.push(projection ? projection.apply(item) : item);
    }
    if (scanned === limit) return { ...page(), last };
  }
  return { ...page(), last: undefined };
};
