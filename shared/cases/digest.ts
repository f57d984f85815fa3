import { createHash } from 'node:crypto';

/** JSON with its keys in order and without `undefined`, so that equal values have equal bytes. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

/** SHA-256 of a value's canonical JSON, base64url. */
export const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('base64url');
