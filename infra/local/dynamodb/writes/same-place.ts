import { invalid } from '../errors.ts';
import type { Place } from '../tables/keys.ts';
import type { Table } from '../tables/table.ts';

/** @throws ValidationException with this message where two of these are about one item */
export const refuseSamePlace = (
  all: readonly { readonly table: Table; readonly place: Place }[],
  message: string,
): void => {
  const seen = new Set(
    all.map(({ table, place }) => `${table.id} ${place.pk.toString('hex')} ${place.sk.toString('hex')}`),
  );
  if (seen.size < all.length) throw invalid(message);
};
