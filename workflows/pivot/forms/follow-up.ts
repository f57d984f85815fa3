import * as z from 'zod';
import { choice, field, form, optional, words } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { intensity, nextBy, nextReview, nextTry, note } from './fields.ts';

const goals = field(
  z
    .array(
      z.strictObject({
        goal: words({ text: text('Objectif', 'Goal') }, 160),
        progress: choice(
          { text: text('Où en est-on', 'How it goes') },
          {
            moving: text('Ça avance', 'Moving'),
            stuck: text('C’est bloqué', 'Stuck'),
            done: text('C’est fait', 'Done'),
            dropped: text('Laissé de côté', 'Dropped'),
          },
        ),
      }),
    )
    .max(6),
  {
    text: text('Chaque objectif', 'Each goal'),
    help: text('Sans plan, laissez la liste vide.', 'Without a plan, leave the list empty.'),
  },
);
const oneGoal = [{ goal: 'Avoir un logement stable', progress: 'moving' as const }];

export const followUpForm = form(
  { goals, intensity, nextReview, note },
  { goals: oneGoal, intensity: 'regular', nextReview: '2026-05-11' },
  { goals: [], intensity: 'light', nextReview: '2026-06-08' },
);

/** A review that leads elsewhere than to the next review has no date of one. */
export const turningPointForm = form({ goals: optional(goals), note }, {}, { goals: oneGoal });

export const handedOverForm = form(
  {
    organisation: words({ text: text('Organisme qui a accepté', 'Organisation that accepted') }, 120),
    goals: optional(goals),
    note,
  },
  { organisation: 'Maison des jeunes du quartier' },
);

/** Contact is to be renewed: whom and when may be said at once, and never has to be. */
export const lostTouchForm = form(
  { nextBy: optional(nextBy), nextTry: optional(nextTry), note },
  {},
  { nextBy: 'member-2', nextTry: '2026-03-12' },
);

export const reEngagementForm = form({ nextBy, nextTry, note }, { nextBy: 'member-2', nextTry: '2026-03-12' });
export const backForm = form({ nextReview: optional(nextReview), note }, {}, { nextReview: '2026-05-11' });
export const noContactForm = form({ note }, {});
