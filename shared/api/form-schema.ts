import * as z from 'zod';
import { examplesOf, type FieldAnnotations, type Form } from '../domain/pathway/form.ts';
import type { DateBounds } from '../domain/pathway/date-bounds.ts';
import { boundsFor, type Bounded, type DateContext } from '../time/date-bounds.ts';
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
  for (const property of Object.values((schema as JsonSchema).properties)) writtenOnce(property);
  return writtenOnce(schema as JsonSchema);
});

type DateKind = 'day' | 'moment';

/** The dates of a form that mean something, and between what they lie. */
export const boundedDates: (
  form: Form,
) => readonly { readonly name: string; readonly kind: DateKind; readonly bounds: DateBounds }[] = ofForm((form) =>
  Object.entries(formSchema(form).properties).flatMap(([name, { format, 'x-bounds': bounds }]) =>
    bounds ? [{ name, kind: format === 'date' ? 'day' : 'moment', bounds }] : [],
  ),
);

/**
 * A schema that holds a form's fields, with the bounds that its dates have for this case now. What a moment counts from this
 * very moment is said in words only: an answer that is given twice is the same twice.
 */
export const schemaNow = (schema: JsonSchema, form: Form, context: DateContext): JsonSchema => {
  const dates = boundedDates(form);
  if (dates.length === 0) return schema;
  const bounded = dates.map(({ name, kind, bounds }) => {
    const { min, max } = boundsFor(kind, bounds, context);
    const said = kind === 'day' ? { 'x-min': min, 'x-max': max } : {};
    const since = kind === 'moment' && bounds.earliest.from === 'receipt' ? { 'x-min': min } : {};
    return [name, { ...schema.properties[name], ...said, ...since }] as const;
  });
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(bounded) } };
};

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
export type ExampleFacts = DateContext & {
  /** A colleague who can take a case. */
  readonly member: string;
};

type Example = Readonly<Record<string, unknown>>;

/** In two weeks, or as near to that as the field's bounds let it be. */
const inTwoWeeks = ({ min, max }: Bounded, now: string): string => {
  const day = new Date(Date.parse(now) + 14 * 86_400_000).toISOString().slice(0, min.length);
  if (day < min) return min;
  return day > max ? max : day;
};

/** The first example of a form, brought to the caller's own team and day. */
export const exampleOf = (form: Form, facts: ExampleFacts): Example => {
  const [example = {}] = examplesOf(form) as readonly Example[];
  const current = [
    ...memberFields(form).map((name) => [name, facts.member] as const),
    ...boundedDates(form).map(({ name, kind, bounds }) => {
      const value = kind === 'moment' ? facts.now : inTwoWeeks(boundsFor(kind, bounds, facts, example), facts.now);
      return [name, value] as const;
    }),
  ].filter(([name]) => Object.hasOwn(example, name));
  return current.length === 0 ? example : { ...example, ...Object.fromEntries(current) };
};
