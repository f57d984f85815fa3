import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Attributes = Record<string, AttributeValue>;

type Row = Readonly<Record<string, unknown>>;

/*
 * Rows hold what JSON holds. The SDK's own marshaller knows sets, bytes and numbers of any length as well, and took a
 * twentieth of an advance.
 */

const isRow = (member: object): member is Row => !Array.isArray(member);

const valueOf = (member: unknown): AttributeValue => {
  if (typeof member === 'string') return { S: member };
  if (typeof member === 'number' && Number.isFinite(member)) return { N: String(member) };
  if (typeof member === 'boolean') return { BOOL: member };
  if (member === null) return { NULL: true };
  if (Array.isArray(member)) return { L: member.map(valueOf) };
  if (typeof member === 'object' && isRow(member)) return { M: toAttributes(member) };
  throw new TypeError(`a row cannot hold this ${typeof member}`);
};

/** A row as DynamoDB's own types; members that are undefined are left out. @throws TypeError for what JSON cannot hold */
export const toAttributes = (row: Row): Attributes => {
  const attributes: Attributes = {};
  for (const [name, member] of Object.entries(row)) if (member !== undefined) attributes[name] = valueOf(member);
  return attributes;
};

const memberOf = ({ S, N, BOOL, NULL, L, M }: AttributeValue): unknown => {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (M !== undefined) return fromAttributes(M);
  if (BOOL !== undefined) return BOOL;
  if (L !== undefined) return L.map(memberOf);
  if (NULL !== undefined) return null;
  throw new TypeError('no row holds sets or bytes');
};

/** @throws TypeError when it is no row that was written here */
export const fromAttributes = (attributes: Attributes): Row => {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) row[name] = memberOf(value);
  return row;
};
