import * as z from 'zod';
import { membershipSchema } from '../../access/membership.ts';
import { dayText, offsetMomentText } from '../../domain/bounds/dates.ts';
import { caseloadSchema } from '../../domain/team/caseload.ts';
import { adviceTextSchema, adviceWordsSchema, clinicalAdviceSchema } from '../../domain/team/clinical-advice.ts';
import { clinicalSessionSchema, themesSchema as themes } from '../../domain/team/clinical-session.ts';
import { onCallSchema, workingHoursSchema } from '../../domain/team/organisation.ts';

const { sub, name, role, absence, backup } = membershipSchema.shape;
const longestSub = 128;
const member = z.string().min(1).max(longestSub);

/** When somebody is away, and who stands in then. */
export const availabilitySchema = z.object({ member: sub, absence, backup }).meta({ id: 'Availability' });

/** A colleague: for forms that name one, and to know who is there. `caseload` is shown to coordinators and supervisors. */
export const memberSchema = z
  .object({ member: sub, name, role, absence, backup, caseload: caseloadSchema.optional() })
  .meta({ id: 'Member' });

/** Days away, both included. Whether they make sense is said by a problem of its own, so neither is required here. */
export const absenceBodySchema = z
  .strictObject({
    from: dayText.optional(),
    until: dayText.optional(),
    /** Who stands in; whoever was named before, when left out. */
    backup: member.optional(),
  })
  .meta({ id: 'AbsenceAsked' });

/** `null` names nobody. */
export const backupBodySchema = z.strictObject({ backup: member.nullable() }).meta({ id: 'BackupAsked' });

export const memberParams = z.object({ sub: z.string().max(longestSub) });

const { opens, closes } = workingHoursSchema.shape;
/** Both are given; that a day opens before it closes is a problem of its own. */
export const hoursSchema = z
  .strictObject({ opens: opens.unwrap(), closes: closes.unwrap() })
  .meta({ id: 'WorkingHours' });

const { entryId, from, until } = onCallSchema.shape;
export const rosterEntrySchema = z.object({ entryId, member: sub, from, until }).meta({ id: 'RosterEntry' });
export const rosterViewSchema = z.object({ items: z.array(rosterEntrySchema) });

export const rosterBodySchema = z
  .strictObject({ member, from: offsetMomentText.optional(), until: offsetMomentText.optional() })
  .meta({ id: 'RosterEntryAsked' });
export const rosterParams = z.object({ entryId: z.string().max(64) });

const { date } = clinicalSessionSchema.shape;
export const sessionSchema = z.object({ date, themes, by: sub }).meta({ id: 'ClinicalSession' });
export const sessionsSchema = z.object({
  items: z.array(sessionSchema),
  /** Whether none is planned or held this month. */
  due: z.boolean(),
});
export const sessionBodySchema = z.strictObject({ date: dayText, themes }).meta({ id: 'ClinicalSessionAsked' });

const { adviceId, author, supervisor, askedAt, answeredAt } = clinicalAdviceSchema.shape;
const { text, answer } = adviceWordsSchema.shape;
export const adviceSchema = z
  .object({ adviceId, author, supervisor, askedAt, text, answer, answeredAt })
  .meta({ id: 'ClinicalAdvice' });
export const adviceBodySchema = z
  .strictObject({ text: adviceTextSchema, supervisor: member.optional() })
  .meta({ id: 'ClinicalAdviceAsked' });
export const adviceAnswerSchema = z.strictObject({ text: adviceTextSchema }).meta({ id: 'ClinicalAdviceAnswer' });
export const adviceParams = z.object({ adviceId: z.string().max(64) });
