import * as z from 'zod';
import { cursorSchema, wholeNumber } from '../request-bounds.ts';

export const instantSchema = z.iso.datetime();
export const textSchema = z.object({ fr: z.string(), en: z.string() }).meta({ id: 'Text' });

/** A JSON Schema 2020-12 document, as a client's form library takes it. */
export const jsonSchemaSchema = z.record(z.string(), z.unknown()).meta({ id: 'JsonSchema' });

export const caseParams = z.object({ caseId: z.uuid() });

const largestPage = 100;

export const pageQuery = z.object({
  cursor: cursorSchema.optional(),
  limit: wholeNumber(1, largestPage).default(25),
});

/** One page of a list; `next` is the cursor of the one after it, and absent on the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });
