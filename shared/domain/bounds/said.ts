import * as z from 'zod';
import { languages, type Language, type Text } from '../text.ts';

const saidSchema = z.object({ said: z.record(z.enum(languages), z.string()) });

/** What a refinement of ours says of a value, in both languages, as `params` of a zod issue of code `custom`. */
export const saying = (said: Text) => ({ code: 'custom', params: { said } }) as const;

/** What such an issue says to a reader; nothing where zod's own sentence is to be used. */
export const saidBy = (
  issue: { readonly code?: string | undefined; readonly params?: unknown },
  language: Language,
) => {
  const { data } = saidSchema.safeParse(issue.code === 'custom' ? issue.params : undefined);
  return data?.said[language];
};
