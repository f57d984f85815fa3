import type * as z from 'zod';
import type { Key } from '../keys.ts';
import type { ReadRow, Row } from '../writes.ts';

/** A row that could not be read again was about to be written: a defect of ours; nothing was written. Names places only. */
class UnreadableRowError extends Error {
  constructor(kind: string, { issues }: z.core.$ZodError) {
    super(`a row ${kind} could not be read again: ${issues.map(({ path }) => path.join('.')).join(', ')}`);
    this.name = 'UnreadableRowError';
  }
}

/**
 * What stands in for a part of a row that cannot be read, by its place; `undefined` leaves it out. Only for parts that
 * decide no rights, so that a youth is not left alone for one of them.
 */
export type Mends = Readonly<Record<string, (row: Row) => unknown>>;

const put = (row: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) {
    row[first] = value; // rows hold no `undefined`: such a member is left out
    return;
  }
  const inner = row[first];
  if (typeof inner === 'object' && inner !== null) put(inner as Record<string, unknown>, rest, value);
};

/** The row with its unreadable parts mended; `undefined` where one of them has nothing to stand in for it. */
const mended = (row: Row, { issues }: z.core.$ZodError, mends: Mends): Row | undefined => {
  const copy = structuredClone(row) as Record<string, unknown>;
  for (const { path } of issues) {
    const place = path.join('.');
    const name = Object.keys(mends).find((each) => place === each || place.startsWith(`${each}.`));
    if (name === undefined) return undefined;
    put(copy, name.split('.'), mends[name]?.(row));
  }
  return copy;
};

/** One kind of item: its rows carry `kind`, and are checked by its schema on the way in as on the way out. */
export const itemFamily = <S extends z.ZodType<object>>(
  kind: string,
  schema: S,
  keyOf: (value: z.output<S>) => Key,
  /** Index keys and expiry, derived from the value. */
  derive: (value: z.output<S>) => Row = () => ({}),
  mends: Mends = {},
) => {
  /** The value with its keys, whatever it holds. */
  const rowOf = (value: z.output<S>): Row => ({ ...keyOf(value), kind, ...value, ...derive(value) });

  const readRow = (row: Row): ReadRow<z.output<S>> | undefined => {
    const first = schema.safeParse(row);
    if (first.success) return { value: first.data, isWhole: true };
    const again = mended(row, first.error, mends);
    const second = again && schema.safeParse(again);
    return second?.success ? { value: second.data, isWhole: false } : undefined;
  };

  return {
    kind,
    schema,
    rowOf,
    /** @throws UnreadableRowError for what could not be read again */
    toRow: (value: z.output<S>): Row => {
      const row = rowOf(value);
      const { error } = schema.safeParse(row);
      if (error) throw new UnreadableRowError(kind, error);
      return row;
    },
    /** The row as this code writes it, perhaps mended; `undefined` when it cannot be read. */
    readRow,
    /** @throws Error when the row is not what this code writes: the record and the code have drifted apart */
    fromRow: (row: Row): z.output<S> => {
      const read = readRow(row);
      if (!read) throw new Error(`a row ${kind} cannot be read`);
      return read.value;
    },
  };
};
