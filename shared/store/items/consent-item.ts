import * as z from 'zod';
import { scopes } from '../../domain/vocabulary.ts';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

const consentStates = ['given', 'refused', 'withdrawn'] as const;

/** One decision of the youth on one scope; decisions are added, never changed. */
const consentSchema = z.object({
  caseId: z.string(),
  /** Number of the event that recorded it. */
  seq: z.int().positive(),
  scope: z.enum(scopes),
  state: z.enum(consentStates),
  at: z.iso.datetime(),
  /** Who recorded it. */
  by: z.string(),
  /** Whether it was given by word of mouth or in writing, where the form asks. */
  how: z.enum(['oral', 'written']).optional(),
});
export type Consent = z.infer<typeof consentSchema>;

export const consentItem = itemFamily('consent', consentSchema, ({ caseId, seq, scope }) =>
  keys.consent(caseId, seq, scope),
);
