import type * as z from 'zod';
import english from 'zod/v4/locales/en.js';
import frenchCanada from 'zod/v4/locales/fr-CA.js';
import { saidBy } from '../domain/bounds/said.ts';
import { text, type Language } from '../domain/text.ts';
import { pointerOf, ProblemError, type FieldError } from './problem.ts';

const sentences = { fr: frenchCanada().localeError, en: english().localeError } as const;

const missing = text('Ce champ est requis.', 'This field is required.');

/**
 * What is missing is said to be, rather than that « undefined » came; where there are choices, zod names them, and where we
 * refuse, we say why.
 */
const worded =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined
      ? missing[language]
      : (saidBy(issue, language) ?? sentences[language](issue));

/**
 * Parses input from outside; `at` is its place in the body, where it is not the whole of it.
 * @throws ProblemError `invalid-request`, whose field errors are worded in the reader's language.
 */
export const parse = <S extends z.ZodType>(schema: S, input: unknown, at: readonly string[] = []): z.output<S> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ProblemError('invalid-request', (language: Language): readonly FieldError[] => {
    const again = schema.safeParse(input, { error: worded(language) });
    return (again.error?.issues ?? []).map(({ path, message }) => ({
      pointer: pointerOf([...at, ...path]),
      detail: message,
    }));
  });
};
