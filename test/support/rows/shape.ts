import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { personSchema } from '../../../shared/domain/person.ts';
import { authenticatedSchema, tellingSchema } from '../../../shared/store/ledger.ts';
import { personRowSchema } from '../../../shared/vault/identity.ts';
import { keyRowSchema } from '../../../shared/vault/data-keys.ts';
import { headSchema, lookLineSchema } from '../../../shared/vault/looks.ts';
import { sampleOf, type Schema } from './sample.ts';

type Family = {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly rowOf: (value: never) => Readonly<Record<string, unknown>>;
};

const items = join(import.meta.dirname, '../../../shared/store/items');

const isFamily = (value: unknown): value is Family => typeof value === 'object' && value !== null && 'rowOf' in value;

const families = async (): Promise<Family[]> => {
  const modules = readdirSync(items).map((file) => import(pathToFileURL(join(items, file)).href));
  return (await Promise.all(modules)).flatMap((module: object) => Object.values(module).filter(isFamily));
};

/** Whether a member of a JSON Schema is for people who read it: a screen's words, or an example. */
const isForReaders = (name: string): boolean => name.startsWith('x-') || name === 'examples';

/**
 * What stands in the row as it is written: the stored side of whatever is transformed when it is read. The pattern of a
 * format is zod's own and says nothing more.
 */
const describe = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      for (const name of Object.keys(jsonSchema).filter(isForReaders)) Reflect.deleteProperty(jsonSchema, name);
    },
  }) as Schema;

/** Values that differ in one choice each, since a row may stand elsewhere in an index by its status. */
const samplesOf = (schema: Schema): readonly object[] => {
  const first = sampleOf(schema) as object;
  const choices = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    (property.enum ?? []).map((value) => ({ ...first, [name]: value })),
  );
  return [first, ...choices];
};

/** Keys, index keys and expiry, as far as they are not members of the value itself. */
const placesOf = ({ rowOf }: Family, schema: Schema): readonly unknown[] => {
  const own = new Set(Object.keys(schema.properties ?? {}));
  const places = samplesOf(schema).map((sample) =>
    JSON.stringify(Object.fromEntries(Object.entries(rowOf(sample as never)).filter(([name]) => !own.has(name)))),
  );
  return [...new Set(places)].map((text) => JSON.parse(text) as unknown);
};

/** The shape of all rows: each kind's schema, and where rows of it stand. */
export const shapeOfRows = async (): Promise<Readonly<Record<string, unknown>>> => {
  const known = (await families()).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const described = known.map((family) => {
    const schema = describe(family.schema);
    return [family.kind, { places: placesOf(family, schema), schema }] as const;
  });
  return {
    ...Object.fromEntries(described),
    'every row': describe(authenticatedSchema),
    'an event, beside itself': describe(tellingSchema),
    'vault: person': describe(personRowSchema),
    'vault: person, sealed': describe(personSchema),
    'vault: looks': describe(headSchema),
    'vault: look': describe(lookLineSchema),
    'vault: key': describe(keyRowSchema),
  };
};
