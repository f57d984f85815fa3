type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly 'x-format'?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

/** Hands out texts that occur nowhere else, and remembers them. */
export const makeMarkers = () => {
  const planted: string[] = [];

  const next = (): string => {
    const marker = `MARQUE${String(planted.length).padStart(4, '0')}`;
    planted.push(marker);
    return marker;
  };

  /** A value of a schema with a marker in every free text of it; `example` for what is not free. */
  const fill = (schema: Schema, example: unknown): unknown => {
    const isFree = (schema.format ?? schema['x-format'] ?? schema.const) === undefined && !schema.enum;
    if (!isFree) return example ?? schema.enum?.[0];
    if (schema.type === 'string') return next();
    if (schema.type === 'array') {
      const items = Array.isArray(example) && example.length > 0 ? (example as unknown[]) : [undefined];
      return items.map((one) => fill(schema.items ?? {}, one));
    }
    if (schema.type !== 'object') return example;
    const given = (example ?? {}) as Readonly<Record<string, unknown>>;
    const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [name, fill(member, given[name])]);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  };

  return { planted, next, fill };
};

/** Every text in a value. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
