/** A JSON Schema as zod writes it, as far as a sample needs it. */
export type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
};

const textOf = ({ format }: Schema, name: string): string => {
  if (format === 'date-time') return '2026-03-09T14:00:00.000Z';
  if (format === 'date') return '2026-03-09';
  if (format === 'time') return '09:00';
  return name;
};

const numberOf = ({ minimum = 0, exclusiveMinimum }: Schema): number =>
  Math.max(minimum, exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1, 0);

const objectOf = ({ properties = {}, propertyNames, additionalProperties }: Schema): object => {
  const named = Object.entries(properties).map(([name, schema]) => [name, sampleOf(schema, name)] as const);
  const isMap = typeof additionalProperties === 'object' && named.length === 0;
  return Object.fromEntries(
    isMap ? [[String(sampleOf(propertyNames ?? { type: 'string' }, 'key')), sampleOf(additionalProperties)]] : named,
  );
};

/** One value of a schema, always the same: every member of an object, the first of every choice; texts are their names. */
export const sampleOf = (schema: Schema, name = 'text'): unknown => {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return sampleOf(choice, name);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, name))) as object;
  if (schema.prefixItems) return schema.prefixItems.map((item) => sampleOf(item, name));
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items, name)] : [];
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  return textOf(schema, name);
};
