/** An attribute in the wire's own form; numbers normalised, binary in canonical base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

export type Item = Readonly<Record<string, AttributeValue>>;

export const kinds = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const;
export type Kind = (typeof kinds)[number];

export const kindOf = (value: AttributeValue): Kind => {
  for (const kind of kinds) if (kind in value) return kind;
  throw new TypeError('not an attribute value');
};

const Bare = function Bare() {} as unknown as new () => Record<string, AttributeValue>;
Bare.prototype = Object.create(null) as object;

/**
 * A record that inherits nothing, so that attributes may be called `constructor` or `__proto__`. Its prototype is an empty
 * one and not none: a record without any is a hash table to V8, and slow to read and to write out.
 */
export const emptyItem = (): Record<string, AttributeValue> => new Bare();

export const attributeOf = (item: Item, name: string): AttributeValue | undefined =>
  Object.hasOwn(item, name) ? item[name] : undefined;

/** The elements of a set with their kind, or nothing for any other value. */
export const setOf = (
  value: AttributeValue,
):
  | { readonly kind: 'SS' | 'NS' | 'BS'; readonly of: 'S' | 'N' | 'B'; readonly elements: readonly string[] }
  | undefined => {
  if ('SS' in value) return { kind: 'SS', of: 'S', elements: value.SS };
  if ('NS' in value) return { kind: 'NS', of: 'N', elements: value.NS };
  if ('BS' in value) return { kind: 'BS', of: 'B', elements: value.BS };
  return undefined;
};

export const makeSet = (kind: 'SS' | 'NS' | 'BS', elements: readonly string[]): AttributeValue =>
  kind === 'SS' ? { SS: elements } : kind === 'NS' ? { NS: elements } : { BS: elements };
