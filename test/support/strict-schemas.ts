import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Members of our schemas that no standard knows. */
const annotations = ['x-text', 'x-help', 'x-options', 'x-format', 'x-bounds', 'x-min', 'x-max'];

/**
 * A validator of JSON Schema 2020-12 that refuses whatever it does not know, as the strictest client would; `components` are
 * those of an OpenAPI document, which its schemas may refer to.
 */
export const strictValidator = (components: Readonly<Record<string, object>> = {}) => {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: true,
    strictTuples: true,
    strictRequired: true,
    allErrors: true,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(annotations);
  const place = (name: string): string => `schema:/${name}`;
  const placed = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', place(''))) as object;
  for (const [name, schema] of Object.entries(components)) ajv.addSchema({ ...placed(schema), $id: place(name) });
  /** @throws Error that names the first keyword or format that the standard does not know */
  return (schema: object): ValidateFunction => ajv.compile(placed(schema));
};
