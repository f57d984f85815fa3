import * as z from 'zod';
import { examplesOf, type Form } from '../domain/pathway/form.ts';

type JsonSchema = Readonly<Record<string, unknown>> & {
  readonly properties: Readonly<Record<string, { readonly format?: string }>>;
  readonly required?: readonly string[];
};

const known = new WeakMap<Form, JsonSchema>();

/** JSON Schema 2020-12 of a form as it is sent, with its texts; made once. */
export const formSchema = (form: Form): JsonSchema => {
  const earlier = known.get(form);
  if (earlier) return earlier;
  const { examples: _examples, ...schema } = z.toJSONSchema(form, { io: 'input' });
  known.set(form, schema as JsonSchema);
  return schema as JsonSchema;
};

/** The schema of a completion's body: which outcome, then the fields of its form. */
export const completionSchema = (outcome: string, form: Form): JsonSchema => {
  const schema = formSchema(form);
  return {
    ...schema,
    properties: { outcome: { const: outcome }, ...schema.properties } as JsonSchema['properties'],
    required: ['outcome', ...(schema.required ?? [])],
  };
};

/** Names of the fields that name a member of the team. */
export const memberFields = (form: Form): readonly string[] =>
  Object.entries(formSchema(form).properties).flatMap(([name, { format }]) => (format === 'member' ? [name] : []));

/** What stands in an example for what only the caller's own place and time can give. */
export type ExampleFacts = {
  /** A colleague who can take a case. */
  readonly member: string;
  /** ISO 8601. */
  readonly now: string;
};

const twoWeeks = 14 * 86_400_000;

/** The first example of a form, brought to the caller's own team and day. */
export const exampleOf = (form: Form, { member, now }: ExampleFacts): Readonly<Record<string, unknown>> => {
  const [example = {}] = examplesOf(form) as readonly Record<string, unknown>[];
  const { properties } = formSchema(form);
  const current: Readonly<Record<string, string>> = {
    member,
    date: new Date(Date.parse(now) + twoWeeks).toISOString().slice(0, 10),
    'date-time': now,
  };
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, current[properties[name]?.format ?? ''] ?? value]),
  );
};
