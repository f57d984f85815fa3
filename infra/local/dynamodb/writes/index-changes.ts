import { placeInIndex, type Place } from '../tables/keys.ts';
import type { Index, Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { sizeOfItem } from '../values/size.ts';
import { writeUnits } from '../capacity.ts';
import { type IndexChange, type IndexRow, samePlace } from '../store/index-rows.ts';

/** The row that an item has in an index, or nothing where the index leaves it out. */
export const makeIndexRow = (index: Index, item: Item): IndexRow | undefined => {
  const at = placeInIndex(index, item);
  if (!at) return undefined;
  const shown = index.project(item);
  return { at, size: sizeOfItem(shown), body: JSON.stringify(shown) };
};

type IndexWork = { readonly change: IndexChange; readonly index: string; readonly units: number };

/** What a write does to a table's indexes; an index that sees no difference is left out. */
export const indexWork = (
  table: Table,
  place: Place,
  old: Item | undefined,
  next: Item | undefined,
): readonly IndexWork[] =>
  table.indexes.flatMap((index) => {
    const before = old && makeIndexRow(index, old);
    const after = next && makeIndexRow(index, next);
    const units = unitsOf(before, after);
    return units === 0
      ? []
      : [{ index: index.name, units, change: { index: index.id, place, before: before?.at, after } }];
  });

/** A row that moves is one deletion and one insertion, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
const unitsOf = (before: IndexRow | undefined, after: IndexRow | undefined): number => {
  if (!before || !after) return before ? writeUnits(before.size) : after ? writeUnits(after.size) : 0;
  if (!samePlace(before.at, after.at)) return writeUnits(before.size) + writeUnits(after.size);
  return before.body === after.body ? 0 : writeUnits(Math.max(before.size, after.size));
};
