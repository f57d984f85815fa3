type Row = Readonly<Record<string, unknown>>;

/**
 * Under this symbol a value keeps which version of which row it was read from. Copies by spreading keep it, JSON and schemas
 * do not know it, so that no answer and no row holds it.
 */
const version = Symbol('version read');

type Version = Readonly<Record<'pk' | 'sk' | 'mac', unknown>>;

/** The value, with the version of the row that it was read from. */
export const readFrom = <T extends object>(value: T, { pk, sk, mac }: Row): T =>
  typeof mac === 'string' ? { ...value, [version]: { pk, sk, mac } satisfies Version } : value;

/** The version that stood at the place of a row when it was read; `undefined` when the row is new, or nobody read it. */
export const versionRead = (row: Row): string | undefined => {
  const read = (row as { readonly [version]?: Version })[version];
  return read && read.pk === row['pk'] && read.sk === row['sk'] ? String(read.mac) : undefined;
};

/** The row, in place of the one that a value was read from, whatever it was made of. */
export const inPlaceOf = (row: Row, read: object | undefined): Row => {
  const replaced = (read as { readonly [version]?: Version } | undefined)?.[version];
  return replaced ? { ...row, [version]: replaced } : row;
};
