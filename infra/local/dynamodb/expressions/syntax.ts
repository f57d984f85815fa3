/** A document path as written: list positions as numbers, names (or placeholders with their `#`) as text. */
export type RawPath = readonly [string, ...(string | number)[]];

/** A path with its placeholders replaced. */
export type Path = readonly [string, ...(string | number)[]];

export type RawOperand =
  | { readonly op: 'path'; readonly path: RawPath }
  | { readonly op: 'value'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly operands: readonly RawOperand[] };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type RawCondition =
  | { readonly op: 'AND' | 'OR'; readonly left: RawCondition; readonly right: RawCondition }
  | { readonly op: 'NOT'; readonly of: RawCondition }
  | { readonly op: 'compare'; readonly by: Comparator; readonly operands: readonly [RawOperand, RawOperand] }
  | { readonly op: 'BETWEEN'; readonly operands: readonly [RawOperand, RawOperand, RawOperand] }
  | { readonly op: 'IN'; readonly operands: readonly RawOperand[] }
  | { readonly op: 'test'; readonly name: string; readonly operands: readonly RawOperand[] };

export type RawAssigned = RawOperand | { readonly op: '+' | '-'; readonly operands: readonly [RawOperand, RawOperand] };

export type RawUpdate = {
  readonly SET: readonly { readonly path: RawPath; readonly to: RawAssigned }[];
  readonly REMOVE: readonly { readonly path: RawPath }[];
  readonly ADD: readonly { readonly path: RawPath; readonly name: string }[];
  readonly DELETE: readonly { readonly path: RawPath; readonly name: string }[];
};

/** Functions that answer yes or no, functions for conditions that give a value, and those of updates. */
export const functions = {
  test: ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains'],
  condition: ['size'],
  update: ['if_not_exists', 'list_append'],
} as const;
