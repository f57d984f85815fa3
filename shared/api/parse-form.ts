import type * as z from 'zod';
import type { Form } from '../domain/pathway/form.ts';
import { text } from '../domain/text.ts';
import { boundInWords, boundsFor, isWithin, type DateContext } from '../time/date-bounds.ts';
import { boundedDates } from './form-schema.ts';
import { parse } from './parse.ts';
import { pointerOf, ProblemError, type FieldError } from './problem.ts';

type Answers = Readonly<Record<string, unknown>>;

/**
 * Parses a form that was filled for a case: what it holds by itself, then each of its dates against what it means for this
 * case now. @throws ProblemError `invalid-request`, which names the field and its bounds
 */
export const parseForm = <F extends Form>(form: F, input: unknown, context: DateContext): z.output<F> => {
  const answers = parse(form, input);
  const outside = boundedDates(form).flatMap(({ name, kind, bounds }) => {
    const typed = (answers as Answers)[name];
    const bounded = boundsFor(kind, bounds, context, answers);
    if (typeof typed !== 'string' || isWithin(kind, typed, bounded)) return [];
    const [min, max] = [boundInWords(kind, bounded.min), boundInWords(kind, bounded.max)];
    return [{ name, said: text(`Choisissez une date du ${min} au ${max}.`, `Choose a date from ${min} to ${max}.`) }];
  });
  if (outside.length === 0) return answers;
  throw new ProblemError('invalid-request', (language): readonly FieldError[] =>
    outside.map(({ name, said }) => ({ pointer: pointerOf([name]), detail: said[language] })),
  );
};
