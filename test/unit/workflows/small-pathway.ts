import { happened } from '../../../shared/domain/pathway/date-bounds.ts';
import { completedBy, definePathway, movedBy } from '../../../shared/domain/pathway/define-pathway.ts';
import type { ByIntensity, Due, Rung } from '../../../shared/domain/pathway/due.ts';
import { choice, form, moment, optional, fewLines } from '../../../shared/domain/pathway/form.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import { text } from '../../../shared/domain/text.ts';
import { closureReasonTitles, consentAnswerTitles, contactWayTitles } from '../../../shared/domain/vocabulary.ts';

export const title = text('Titre', 'Title');
const all = <T>(value: T): ByIntensity<T> => ({ intensive: value, sustained: value, regular: value, light: value });
const ladder: readonly Rung[] = [{ rung: 'backup-and-coordinator', after: 'P1D', time: 'business' }];
const team = ['caseworker', 'coordinator', 'supervisor'] as const;

export const noteForm = form({ note: optional(fewLines({ text: title })) }, {});
export const reasonForm = form(
  { reason: choice({ text: title }, { moved: closureReasonTitles.moved, error: closureReasonTitles.error }) },
  { reason: 'moved' },
);
const consentForm = form({ participation: choice({ text: title }, consentAnswerTitles) }, { participation: 'yes' });
const contactForm = form(
  {
    reached: choice({ text: title }, { yes: title, no: title }),
    way: choice({ text: title }, contactWayTitles),
    at: optional(moment({ text: title }, happened)),
  },
  { reached: 'yes', way: 'phone' },
);

const clock = { owner: 'caseworker', due: all<Due>({ in: 'P1D', time: 'business' }), ladder: all(ladder) } as const;
const step = { ...clock, title, phase: 'follow-up', roles: ['caseworker'] } as const;

/** Three steps with nothing wrong: consent, support that needs it, and the decision to close. */
export const smallPathway: Pathway = definePathway({
  name: 'small',
  version: 1,
  title,
  intake: { title, form: noteForm },
  start: 'consent',
  outreach: 'consent',
  thread: { ...clock, first: clock.due },
  activities: {
    contact: { title, roles: team, ...movedBy(contactForm, 'at', { reached: 'reached', way: 'way' }) },
    'urgent-help': { title, roles: team, form: noteForm },
    'critical-event': { title, roles: team, form: noteForm },
  },
  steps: {
    consent: {
      ...step,
      ...completedBy(consentForm, { grants: { participation: 'S2' } }),
      needs: [],
      outcomes: {
        agreed: { title, to: 'support', when: { consent: ['S2'] } },
        declined: { title, to: 'end', reason: 'declined' },
      },
    },
    support: {
      ...step,
      ...completedBy(reasonForm, { sets: { closureReason: 'reason' } }),
      needs: ['S2'],
      outcomes: { done: { title, to: 'decision' } },
    },
    decision: {
      ...step,
      form: noteForm,
      needs: [],
      outcomes: { approved: { title, to: 'end', reason: { fact: 'closureReason' } } },
    },
  },
  reopening: [{ to: 'support', when: { consent: ['S2'] } }, { to: 'consent' }],
  interruptions: {
    withdraw: { title, to: 'end', reason: 'youth-decision', roles: ['caseworker'] },
    'close-now': {
      title,
      to: 'decision',
      roles: ['caseworker'],
      ...completedBy(reasonForm, { sets: { closureReason: 'reason' } }),
    },
    cancel: { title, to: 'end', reason: 'error', roles: ['administrator'] },
    suspend: { title, to: 'suspended', roles: ['caseworker'] },
    migrate: { title, to: 'superseded', roles: ['administrator'] },
    'roll-over': { title, to: 'superseded', roles: ['timer'] },
  },
});
