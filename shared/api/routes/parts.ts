import * as z from 'zod';
import { text } from '../../domain/text.ts';
import { caseViewSchema } from '../schemas/case.ts';

/** The answer of a route that reads. */
export const read = (schema: z.ZodType, fr: string, en: string) => ({ 200: { description: text(fr, en), schema } });

/** The answer of a command that leaves the case on its way. */
export const changedCase = (fr: string, en: string) => ({
  202: { description: text(fr, en), schema: caseViewSchema, headers: ['ETag'] },
});

/** A form of the pathway: which one is known once the case is. */
export const formBody = z.record(z.string(), z.unknown());
