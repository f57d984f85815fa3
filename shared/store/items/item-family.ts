import type * as z from 'zod';
import type { Key } from '../keys.ts';
import type { Row } from '../record-table.ts';

/** One kind of item: its rows carry `kind`, and are parsed by its schema whenever they are read. */
export const itemFamily = <S extends z.ZodType<object>>(
  kind: string,
  schema: S,
  keyOf: (value: z.output<S>) => Key,
  /** Index keys and expiry, derived from the value. */
  derive: (value: z.output<S>) => Row = () => ({}),
) => ({
  kind,
  schema,
  toRow: (value: z.output<S>): Row => ({ ...keyOf(value), kind, ...value, ...derive(value) }),
  /** @throws ZodError when the row is not what this code writes: the record and the code have drifted apart */
  fromRow: (row: Row): z.output<S> => schema.parse(row),
});
