import * as z from 'zod';
import { fewLinesText, peopleText } from '../bounds/people-text.ts';
import { text, type Text } from '../text.ts';
import { dayText, momentText } from '../bounds/dates.ts';
import { saying } from '../bounds/said.ts';
import { boundsInWords, type DateBounds } from './date-bounds.ts';

/** What a field says on a screen. */
export type FieldTexts = { readonly text: Text; readonly help?: Text };

/**
 * What a JSON Schema of ours says beside the standard's own keywords. It travels in the schema's meta, so that JSON Schema,
 * forms and OpenAPI get it from one place; `x-` tells tools that do not know it to pass over it.
 */
export type FieldAnnotations = {
  readonly 'x-text'?: Text;
  readonly 'x-help'?: Text;
  /** What each choice is called. */
  readonly 'x-options'?: Readonly<Record<string, Text>>;
  /** The value is the id of a member of the team: a page offers the list. */
  readonly 'x-format'?: 'member';
  /** Between what a date lies; with a case, `x-min` and `x-max` say it for now. */
  readonly 'x-bounds'?: DateBounds;
};

const annotated = ({ text, help }: FieldTexts): FieldAnnotations => ({
  'x-text': text,
  ...(help && { 'x-help': help }),
});

/** A strict object whose fields carry their texts and which carries at least one valid example. */
export type Form = z.ZodObject;
type Example<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/** Puts the texts on a field. Call it last: a wrapper such as `.optional()` drops them. */
export const field = <const T extends z.ZodType>(schema: T, texts: FieldTexts): T => schema.meta(annotated(texts));

/** A field that may be left out, with the texts of the one that may not. */
export const optional = <const T extends z.ZodType>(schema: T): z.ZodOptional<T> =>
  schema.optional().meta({ ...schema.meta() });

const keysOf = <K extends string>(options: Readonly<Record<K, Text>>) => Object.keys(options) as [K, ...K[]];

/** One answer among named ones, in the order in which they are written. */
export const choice = <const K extends string>(texts: FieldTexts, options: Readonly<Record<K, Text>>) =>
  z.enum(keysOf(options)).meta({ ...annotated(texts), 'x-options': options });

const twice = text('Le même choix y est deux fois.', 'The same choice is there twice.');

/** Several answers among named ones, at least `min` and at most `max`, none twice. */
export const choices = <const K extends string>(
  texts: FieldTexts,
  options: Readonly<Record<K, Text>>,
  { min, max }: { readonly min: number; readonly max: number },
) =>
  z
    .array(z.enum(keysOf(options)))
    .min(min)
    .max(max)
    .refine((chosen) => new Set(chosen).size === chosen.length, saying(twice))
    .meta({ ...annotated(texts), 'x-options': options, uniqueItems: true });

/** A few words on one line, at most so many characters. */
export const words = (texts: FieldTexts, most: number) => field(peopleText({ most }), texts);

/** A few lines, at most 280 characters. */
export const fewLines = (texts: FieldTexts) => field(fewLinesText, texts);

/** What JSON Schema says of a date’s bounds: as data, and in words. */
const bounded = (bounds: DateBounds) => {
  const { fr, en } = boundsInWords(bounds);
  return { 'x-bounds': bounds, description: `${fr} / ${en}` };
};

/** A day, as `2026-03-09`. */
export const day = (texts: FieldTexts, bounds: DateBounds) => dayText.meta({ ...annotated(texts), ...bounded(bounds) });

/** A moment in UTC, as `2026-03-09T14:30:00Z`. */
export const moment = (texts: FieldTexts, bounds: DateBounds) =>
  momentText.meta({ ...annotated(texts), ...bounded(bounds) });

/** A member of the team, by their id. */
export const member = (texts: FieldTexts) =>
  z
    .string()
    .min(1)
    .max(64)
    .meta({ ...annotated(texts), 'x-format': 'member' });

/** A form: its fields and at least one example that fits them. A wrong example does not compile. */
export const form = <const S extends z.ZodRawShape>(
  fields: S,
  ...examples: readonly [NoInfer<Example<S>>, ...NoInfer<Example<S>>[]]
) => z.strictObject(fields).meta({ examples });

/** The examples that a form carries. */
export const examplesOf = (made: Form): readonly unknown[] => {
  const examples = made.meta()?.['examples'];
  return Array.isArray(examples) ? examples : [];
};

/** The form of what asks nothing. */
export const emptyForm: Form = form({}, {});
