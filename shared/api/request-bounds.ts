import * as z from 'zod';

/*
 * How long what a request holds beside its body may be, and how a number is written there: once, for the document and for
 * whoever reads it.
 */

/** A whole number in a path or a query: in digits, as people write it, and neither `1e1` nor `0x10` nor nothing. */
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text),
    z.int().min(least).max(most),
  );

/** A place in a list, as the list gave it. */
export const cursorSchema = z
  .string()
  .max(1024)
  .regex(/^[\w-]+$/);

/** The headers of the protocol, by their names. */
export const headerSchemas = {
  'If-Match': z
    .string()
    .max(32)
    .regex(/^\s*(?:W\/)?"?\d{1,9}"?\s*$/),
  'Idempotency-Key': z.string().min(1).max(255),
  Prefer: z.string().max(255),
} as const;
