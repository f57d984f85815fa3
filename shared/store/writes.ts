import type { Key } from './keys.ts';

export type Row = Readonly<Record<string, unknown>>;

/**
 * One put of a transaction. `when` is a condition expression on the row that stands there now, without which the write
 * is refused; it is left out only beside a case row, whose own condition then guards the whole transaction.
 */
export type Put = { readonly name: string; readonly table: string; readonly row: Row; readonly when?: Condition };

/** A condition that a transaction depends on, on a row that it does not write. */
export type Check = { readonly name: string; readonly table: string; readonly key: Key; readonly when: Condition };

/** One more of what is counted in a row of its own, which is refused once there are `most`. Two at a time both count. */
export type Count = {
  readonly name: string;
  readonly table: string;
  readonly key: Key;
  readonly kind: string;
  readonly most: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
};

export type Write = Put | Check | Count;

export type Condition = {
  readonly expression: string;
  readonly values?: Row;
  readonly names?: Readonly<Record<string, string>>;
};

export const isNew = { expression: 'attribute_not_exists(pk)' } as const;

/** A row as it was found: `isWhole` unless a part of it was left out or replaced. */
export type ReadRow<T> = { readonly value: T; readonly isWhole: boolean };

/** What reads the rows of one kind. */
export type Reads<T extends object> = { readonly kind: string; readonly readRow: (row: Row) => ReadRow<T> | undefined };
