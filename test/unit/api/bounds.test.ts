import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { openApi } from '../../../shared/api/openapi/document.ts';
import { wholeNumber } from '../../../shared/api/request-bounds.ts';
import { routes } from '../../../shared/api/routes.ts';
import { published } from '../../../workflows/catalogue.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
};

const document = openApi(routes, published) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Formats that are only so long. */
const shortFormats = ['date', 'date-time', 'uuid'];

/** Whether a pattern, such as that of a month, repeats nothing as often as one likes. */
const isOfOneLength = (pattern: string): boolean => /^\^.*\$$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern);

const isBounded: Readonly<Record<string, (schema: Schema) => boolean>> = {
  string: ({ maxLength, format = '', pattern = '' }) =>
    maxLength !== undefined || shortFormats.includes(format) || isOfOneLength(pattern),
  integer: ({ minimum = -Infinity, maximum = Infinity }) => minimum >= -1_000_000 && maximum <= 1_000_000,
  number: ({ minimum = -Infinity, maximum = Infinity }) => minimum >= -1_000_000 && maximum <= 1_000_000,
  array: ({ maxItems }) => maxItems !== undefined,
  object: ({ additionalProperties, maxProperties, propertyNames }) =>
    additionalProperties === false || (maxProperties !== undefined && propertyNames?.maxLength !== undefined),
  boolean: () => true,
  null: () => true,
};

const refsOf = (schema: Schema): readonly Schema[] => [
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
  ...(schema.allOf ?? []),
];

/** Places in a schema that hold whatever somebody sends. */
const unbounded = (schema: Schema, place: string): readonly string[] => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    return unbounded(document.components.schemas[name] ?? {}, place);
  }
  if (schema.enum || 'const' in schema) return [];
  const choices = refsOf(schema);
  if (choices.length > 0) return choices.flatMap((one) => unbounded(one, place));
  const isFine = isBounded[schema.type ?? '']?.(schema) ?? false;
  return [
    ...(isFine ? [] : [`${place} (${schema.type ?? 'anything'})`]),
    ...(schema.items ? unbounded(schema.items, `${place}[]`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => unbounded(member, `${place}.${name}`)),
  ];
};

const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

test.each(operations.map((one) => [one.operationId, one] as const))(
  'all that %s takes has its bounds',
  (_id, operation) => {
    const body = operation.requestBody?.content['application/json'].schema;
    expect([
      ...operation.parameters.flatMap(({ in: where, name, schema }) => unbounded(schema, `${where} ${name}`)),
      ...(body ? unbounded(body, 'body') : []),
    ]).toEqual([]);
  },
);

test.each(Object.keys(document.components.schemas).filter((name) => /-v\d+\./.test(name)))(
  'the form %s has its bounds',
  (name) => {
    expect(unbounded(document.components.schemas[name] ?? {}, name)).toEqual([]);
  },
);

test('a place without bounds would be named', () => {
  const open = z.toJSONSchema(
    z.strictObject({
      list: z.array(z.string()),
      many: z.record(z.string(), z.int()),
      digits: z.string().regex(/^\d+$/),
    }),
  );
  expect(unbounded(open as Schema, 'body')).toEqual([
    'body.list (array)',
    'body.list[] (string)',
    'body.many (object)',
    'body.digits (string)',
  ]);
});

describe('a whole number in a query', () => {
  const number = wholeNumber(0, 100);

  test.each([
    ['0', 0],
    ['7', 7],
    ['100', 100],
  ])('%s is read', (text, value) => {
    expect(number.parse(text)).toBe(value);
  });

  test.each([
    '',
    ' ',
    '1e1',
    '0x10',
    '0b1',
    '1.0',
    '+1',
    '-0',
    '-1',
    '007',
    '1_0',
    '١',
    '1,2',
    '101',
    'Infinity',
    '9'.repeat(400),
  ])('%j is none', (text) => {
    expect(number.safeParse(text).success).toBe(false);
  });
});
