import { AwsError } from '../../aws/aws-error.ts';
import type { CapacityMeter } from '../capacity.ts';
import { writeUnits } from '../capacity.ts';
import { invalid } from '../errors.ts';
import type { Test } from '../expressions/condition.ts';
import type { IndexRows } from '../store/index-rows.ts';
import type { Items, Stored } from '../store/items.ts';
import { checkIndexKeys, type Place } from '../tables/keys.ts';
import { expiryOf, type Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { maxItemSize } from '../values/size.ts';
import { indexWork } from './index-changes.ts';

/** One checked change of one item, ready to run in a turn. */
export type Write = {
  readonly action: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly table: Table;
  readonly place: Place;
  /** Bytes that the request brings, as a transaction's limit counts them. */
  readonly payload: number;
  /** What the table's schema says of the write, whatever the item. @throws ValidationException */
  readonly verify: () => void;
  readonly test: Test | undefined;
  /** Whether a refusal shows the item that refused. */
  readonly showRefusing: boolean;
  /** The item after the write with its size, from those before it. @throws ValidationException */
  readonly change: (old: Stored | undefined) => Stored | undefined;
};

export type Written = { readonly old: Item | undefined; readonly next: Item | undefined };

/** Runs a write within the current turn. @throws ConditionalCheckFailedException, ValidationException */
export type RunWrite = (write: Write, meter: CapacityMeter) => Written;

type Deps = {
  readonly items: Items;
  readonly indexRows: IndexRows;
  /** Told of an item that may go from this second on. */
  readonly noteExpiry: (seconds: number) => void;
};

const nothing: Item = {};

export const makeRunWrite =
  ({ items, indexRows, noteExpiry }: Deps): RunWrite =>
  ({ action, table, place, verify, test, showRefusing, change }, meter) => {
    verify();
    const stored = items.get(table.id, place);
    const old = stored?.item;
    if (test && !test(old ?? nothing)) throw refused(showRefusing ? old : undefined);
    if (action === 'ConditionCheck') {
      meter.add(table, writeUnits(stored?.size ?? 0));
      return { old, next: old };
    }
    const next = change(stored);
    if (next) {
      if (next.size > maxItemSize) throw tooLarge(action);
      if (action === 'Update') checkIndexKeys(table, next.item);
      const expires = expiryOf(table, next.item);
      items.put(table.id, place, next, expires);
      if (expires !== undefined) noteExpiry(expires);
    } else if (stored) items.remove(table.id, place);
    meter.add(table, writeUnits(Math.max(next?.size ?? 0, stored?.size ?? 0)));
    for (const work of indexWork(table, place, old, next?.item)) {
      indexRows.apply(work.change);
      meter.add(table, work.units, work.index);
    }
    return { old, next: next?.item };
  };

const refused = (item: Item | undefined): AwsError =>
  new AwsError('ConditionalCheckFailedException', 'The conditional request failed', {
    members: item ? { Item: item } : {},
  });

const tooLarge = (action: Write['action']): AwsError =>
  invalid(`Item size${action === 'Update' ? ' to update' : ''} has exceeded the maximum allowed size`);
