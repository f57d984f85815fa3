import type { FieldAnnotations } from '../../../shared/domain/pathway/form.ts';
import type { Text } from '../../../shared/domain/text.ts';

/** A question that one tap answers. */
export type Question = {
  readonly field: string;
  readonly text: Text;
  readonly options: readonly { readonly code: string; readonly text: Text }[];
};

/** What was answered, by field; codes only. */
export type Answers = Readonly<Record<string, string>>;

type Schema = Readonly<Record<string, unknown>>;

const fieldsOf = (schema: Schema): Readonly<Record<string, FieldAnnotations>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, FieldAnnotations>>;

const requiredOf = (schema: Schema): readonly string[] => (schema['required'] ?? []) as readonly string[];

/** The next question that a form needs an answer to, among those that one tap answers; `undefined` when it is complete. */
export const nextQuestion = (schema: Schema, answers: Answers): Question | undefined => {
  const fields = fieldsOf(schema);
  const field = requiredOf(schema).find(
    (name) => !Object.hasOwn(answers, name) && fields[name]?.['x-options'] !== undefined,
  );
  if (field === undefined) return undefined;
  const { 'x-text': text = { fr: field, en: field }, 'x-options': options = {} } = fields[field] ?? {};
  return { field, text, options: Object.entries(options).map(([code, words]) => ({ code, text: words })) };
};

/** What the answers to a form's choices are called, in the order of the answers. */
export const namesOf = (schema: Schema, answers: Answers): readonly Text[] => {
  const fields = fieldsOf(schema);
  return Object.entries(answers).flatMap(([name, code]) => fields[name]?.['x-options']?.[code] ?? []);
};
