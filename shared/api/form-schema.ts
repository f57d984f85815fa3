import * as z from 'zod';
import { examplesOf, type FieldAnnotations, type Form } from '../domain/pathway/form.ts';
import { writtenOnce } from './json.ts';

type JsonSchema = Readonly<Record<string, unknown>> & {
  readonly properties: Readonly<Record<string, FieldAnnotations & { readonly format?: string }>>;
  readonly required?: readonly string[];
};

/** A function of a form and a name, whose values are kept with the form. */
const ofForm = <T>(make: (form: Form, name: string) => T): ((form: Form, name?: string) => T) => {
  const made = new WeakMap<Form, Map<string, T>>();
  return (form, name = '') => {
    const known = made.get(form) ?? new Map<string, T>();
    made.set(form, known);
    const value = known.get(name) ?? make(form, name);
    known.set(name, value);
    return value;
  };
};

/** JSON Schema 2020-12 of a form as it is sent, with its texts; made once. */
export const formSchema: (form: Form) => JsonSchema = ofForm((form) => {
  const { examples: _examples, ...schema } = z.toJSONSchema(form, { io: 'input' });
  return writtenOnce(schema as JsonSchema);
});

const completion = ofForm((form, outcome): JsonSchema => {
  const schema = formSchema(form);
  return writtenOnce({
    ...schema,
    properties: { outcome: { const: outcome }, ...schema.properties } as JsonSchema['properties'],
    required: ['outcome', ...(schema.required ?? [])],
  });
});

/** The schema of a completion's body: which outcome, then the fields of its form. */
export const completionSchema = (outcome: string, form: Form): JsonSchema => completion(form, outcome);

/** Names of the fields that name a member of the team. */
export const memberFields: (form: Form) => readonly string[] = ofForm((form) =>
  Object.entries(formSchema(form).properties).flatMap(([name, field]) =>
    field['x-format'] === 'member' ? [name] : [],
  ),
);

/** What stands in an example for what only the caller's own place and time can give. */
export type ExampleFacts = {
  /** A colleague who can take a case. */
  readonly member: string;
  /** ISO 8601. */
  readonly now: string;
};

type Example = Readonly<Record<string, unknown>>;

const twoWeeks = 14 * 86_400_000;

/** By the format of a field, a standard one or ours. */
const currentValues: Readonly<Record<string, (facts: ExampleFacts) => string>> = {
  member: ({ member }) => member,
  date: ({ now }) => new Date(Date.parse(now) + twoWeeks).toISOString().slice(0, 10),
  'date-time': ({ now }) => now,
};

/** The first example of a form, and what has to be brought up to date in it. */
const firstExample = ofForm((form) => {
  const [example = {}] = examplesOf(form) as readonly Example[];
  const { properties } = formSchema(form);
  const current = Object.keys(example).flatMap((name) => {
    const value = currentValues[properties[name]?.['x-format'] ?? properties[name]?.format ?? ''];
    return value ? [[name, value] as const] : [];
  });
  return { example, current };
});

/** The first example of a form, brought to the caller's own team and day. */
export const exampleOf = (form: Form, facts: ExampleFacts): Example => {
  const { example, current } = firstExample(form);
  return current.length === 0
    ? example
    : { ...example, ...Object.fromEntries(current.map(([name, value]) => [name, value(facts)])) };
};
