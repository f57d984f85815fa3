import * as z from 'zod';

/** A piece of the document, or of a JSON Schema. */
export type Json = Readonly<Record<string, unknown>>;

/** The JSON Schema 2020-12 of a value as it is sent or as it is answered, without the dialect that the document names once. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return rest;
};

/** A document whose schemas refer to the components that all share, where each brought the definitions that it uses. */
export const lifted = (value: unknown, definitions: Record<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((one) => lifted(one, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const { $defs = {}, ...rest } = value as Json;
  for (const [name, definition] of Object.entries($defs as Json)) definitions[name] = lifted(definition, definitions);
  const memberOf = (name: string, member: unknown): unknown =>
    name === '$ref' ? String(member).replace('#/$defs/', '#/components/schemas/') : lifted(member, definitions);
  return Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, memberOf(name, member)]));
};

export const refTo = (kind: 'schemas' | 'responses', name: string): Json => ({ $ref: `#/components/${kind}/${name}` });
