import { datedBy, movedBy } from '../../shared/domain/pathway/define-pathway.ts';
import type { Activity } from '../../shared/domain/pathway/pathway.ts';
import { text } from '../../shared/domain/text.ts';
import {
  clinicalAdviceForm,
  contactForm,
  criticalEventForm,
  criticalEventLookForm,
  orientationForm,
  planReviewForm,
  urgentHelpForm,
} from './forms/activities.ts';
import * as timing from './timing.ts';

const everyone = ['caseworker', 'coordinator', 'supervisor'] as const;

/** Help, contact and critical event need no scope and no approval: nothing stands between a worker and helping tonight. */
export const activities = {
  contact: {
    title: text('Contact', 'Contact'),
    roles: everyone,
    ...movedBy(contactForm, 'at', { reached: 'reached', way: 'way' }),
  },
  'urgent-help': {
    title: text('Aide urgente', 'Urgent help'),
    roles: everyone,
    ...datedBy(urgentHelpForm, 'at'),
    followUp: {
      owner: 'caseworker',
      at: 'nextCheck',
      ladder: timing.checks,
      endedBy: ['contact', 'urgent-help'],
    },
  },
  'critical-event': {
    title: text('Événement critique', 'Critical event'),
    roles: everyone,
    ...datedBy(criticalEventForm, 'at'),
    followUp: {
      owner: 'supervisor',
      due: timing.criticalEventLook,
      ladder: timing.checks,
      endedBy: ['clinical-advice', 'critical-event-look'],
      alarm: { field: 'safeTonight', is: ['no', 'unsure'], every: timing.everyMorning },
    },
    rests: { field: 'kind', is: 'death' },
    offersDebrief: true,
  },
  'critical-event-look': {
    title: text('Événement critique regardé', 'Critical event looked at'),
    roles: ['supervisor', 'coordinator'],
    form: criticalEventLookForm,
  },
  orientation: {
    title: text('Orientation vers un service', 'Orientation to a service'),
    roles: ['caseworker', 'coordinator'],
    form: orientationForm,
    needs: ['S2'],
  },
  'plan-review': {
    title: text('Lecture du plan', 'Plan review'),
    roles: ['supervisor', 'coordinator'],
    form: planReviewForm,
    needs: ['S2'],
  },
  'clinical-advice': { title: text('Soutien clinique', 'Clinical advice'), roles: everyone, form: clinicalAdviceForm },
} as const satisfies Readonly<Record<string, Activity>>;
