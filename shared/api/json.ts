const texts = new WeakMap<object, string>();

/**
 * A value that never changes, made to text here and not in every answer that holds it: the forms are most of what a case
 * is answered with.
 */
export const writtenOnce = <T extends object>(value: T): T => {
  texts.set(value, JSON.stringify(value));
  return value;
};

const writeMembers = (value: object): string => {
  let members = '';
  for (const [name, member] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${toJson(member)}`;
  }
  return `{${members}}`;
};

/** Plain data as `JSON.stringify` writes it, with the texts of what was written before. */
export const toJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return texts.get(value) ?? (Array.isArray(value) ? `[${value.map(toJson).join(',')}]` : writeMembers(value));
};
