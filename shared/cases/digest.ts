import { hash } from 'node:crypto';

/** JSON with its keys in order and without `undefined`, so that equal values have equal bytes. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
};

/** SHA-256 of a value's canonical JSON, base64url. */
export const digest = (value: unknown): string => hash('sha256', canonical(value), 'base64url');
