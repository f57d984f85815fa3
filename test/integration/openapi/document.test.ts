import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as z from 'zod';
import { routes } from '../../../shared/api/routes.ts';
import { startSystem, type System } from '../../support/system.ts';
import { lintDocument } from './lint-document.ts';
import { strictValidator } from '../../support/strict-schemas.ts';

const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ examples: z.array(z.unknown()).optional() })),
  }),
});
type Document = z.output<typeof documentSchema>;

let system: System;
let document: Document;
beforeAll(async () => {
  system = await startSystem();
  document = documentSchema.parse((await system.nobody.get('/v1/openapi.json')).body);
});
afterAll(() => system.stop());

/** Every schema of a parameter, a body or an answer in a piece of the document. */
const schemasIn = (value: unknown): readonly object[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'schema' ? [member as object] : schemasIn(member),
  );
};

const validator = () => strictValidator(document.components.schemas);

test('the document is valid OpenAPI 3.1, and needs no token', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('a strict linter finds nothing to say of it', async () => {
  expect(await lintDocument(document)).toEqual([]);
});

test('it names every route', () => {
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(operations.sort()).toEqual(Object.keys(routes).sort());
});

test('its schemas hold under a strict validator, which knows no keyword of ours but those that begin with x-', () => {
  const used = schemasIn([document.paths, document.components['responses']]);
  expect(used.length).toBeGreaterThan(Object.keys(routes).length);
  const compile = validator();
  for (const schema of [...used, ...Object.values(document.components.schemas)]) {
    expect(compile(schema)).toBeInstanceOf(Function);
  }
});

test('each form has an example, and each example fits its form', () => {
  const forms = Object.entries(document.components.schemas).filter(([name]) => /-v\d+\./.test(name));
  expect(forms).not.toEqual([]);
  const compile = validator();
  for (const [name, schema] of forms) {
    const { examples = [] } = schema;
    expect([name, examples.length]).not.toEqual([name, 0]);
    const validate = compile(schema);
    for (const example of examples) {
      validate(example);
      expect([name, validate.errors]).toEqual([name, null]);
    }
  }
});
