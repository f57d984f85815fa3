import * as z from 'zod';
import { peopleText } from '../bounds/people-text.ts';

/** What a session is about, in a few words. No case is discussed here: there is no field for one. */
export const themesSchema = z
  .array(peopleText({ most: 80 }))
  .min(1)
  .max(5);

/** A monthly clinical-support session of a team, planned or held, as it is kept. */
export const clinicalSessionSchema = z.object({
  organisation: z.string().min(1),
  unit: z.string().min(1),
  /** The day; a team has one session a day at most. */
  date: z.iso.date(),
  /** The themes, sealed with the team's key. */
  content: z.string(),
  /** Who wrote it down last. */
  by: z.string().min(1),
});
export type ClinicalSession = z.infer<typeof clinicalSessionSchema>;

/** Whether no session of this month is planned or held yet. @param today YYYY-MM-DD */
export const isSessionDue = (sessions: readonly Pick<ClinicalSession, 'date'>[], today: string): boolean => {
  const month = today.slice(0, 'YYYY-MM'.length);
  return !sessions.some(({ date }) => date.startsWith(month));
};
