import { placeInIndex, type Place } from '../tables/keys.ts';
import type { Index, Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { equal } from '../values/compare.ts';
import { sizeOfItem } from '../values/size.ts';
import { writeUnits } from '../capacity.ts';
import { type IndexChange, type IndexRow, samePlace } from '../store/index-rows.ts';

/** Where an item stands in an index, and the part of it that is shown there. */
type Entry = { readonly at: Place; readonly shown: Item };

const entryIn = (index: Index, item: Item): Entry | undefined => {
  const at = placeInIndex(index, item);
  return at && { at, shown: index.project(item) };
};

const sizeOf = (entry: Entry | undefined): number => (entry ? sizeOfItem(entry.shown) : 0);

const rowOf = ({ at, shown }: Entry): IndexRow => ({ at, size: sizeOfItem(shown), body: JSON.stringify(shown) });

/** The row that an item has in an index, or nothing where the index leaves it out. */
export const makeIndexRow = (index: Index, item: Item): IndexRow | undefined => {
  const entry = entryIn(index, item);
  return entry && rowOf(entry);
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
    const before = old && entryIn(index, old);
    const after = next && entryIn(index, next);
    if (isSame(before, after)) return [];
    const units = unitsOf(before, after);
    return [
      {
        index: index.name,
        units,
        change: { index: index.id, place, before: before?.at, after: after && rowOf(after) },
      },
    ];
  });

const isSame = (before: Entry | undefined, after: Entry | undefined): boolean =>
  before && after ? samePlace(before.at, after.at) && equal({ M: before.shown }, { M: after.shown }) : before === after;

/** A row that moves is one deletion and one insertion, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
const unitsOf = (before: Entry | undefined, after: Entry | undefined): number => {
  const [old, next] = [sizeOf(before), sizeOf(after)];
  if (!before || !after || samePlace(before.at, after.at)) return writeUnits(Math.max(old, next));
  return writeUnits(old) + writeUnits(next);
};
