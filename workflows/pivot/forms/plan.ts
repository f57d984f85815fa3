import * as z from 'zod';
import { choice, day, field, form, words } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { note } from './fields.ts';
import * as bounds from '../bounds.ts';

const goal = z.strictObject({
  what: words({ text: text('Objectif', 'Goal') }, 160),
  firstStep: words({ text: text('Premier pas', 'First step') }, 160),
  who: words({ text: text('Qui s’en occupe', 'Who sees to it') }, 80),
  pillar: choice(
    { text: text('Pilier', 'Pillar') },
    { support: text('Soutenir', 'Support'), mobilise: text('Mobiliser', 'Mobilise') },
  ),
});
const reviewDate = day({ text: text('Date du prochain point', 'Date of the next review') }, bounds.nextReview);

export const supportPlanForm = form(
  {
    goals: field(z.array(goal).min(1).max(3), { text: text('Un à trois objectifs', 'One to three goals') }),
    reviewDate,
    youthAgrees: choice(
      { text: text('La personne est d’accord', 'The person agrees') },
      { yes: text('Oui', 'Yes'), partly: text('En partie', 'Partly') },
    ),
    note,
  },
  {
    goals: [
      {
        what: 'Avoir un logement stable',
        firstStep: 'Visiter une chambre cette semaine',
        who: 'Intervenant(e) responsable',
        pillar: 'support',
      },
    ],
    reviewDate: '2026-04-09',
    youthAgrees: 'yes',
  },
);

export const keepCloseForm = form({ reviewDate, note }, { reviewDate: '2026-04-09' });
