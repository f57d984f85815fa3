import { choice, fewLines, form, optional, words } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { closureReasonTitles as titles } from '../../../shared/domain/vocabulary.ts';
import { nextReview, note } from './fields.ts';

export const closureForm = form(
  {
    reason: choice(
      { text: text('Motif de fermeture', 'Closure reason') },
      {
        'goals-reached': titles['goals-reached'],
        'youth-decision': titles['youth-decision'],
        moved: titles.moved,
        'handed-over': titles['handed-over'],
        'age-out': titles['age-out'],
        'long-detention': titles['long-detention'],
        'lost-contact': titles['lost-contact'],
        criteria: titles.criteria,
        safety: titles.safety,
        deceased: titles.deceased,
        error: titles.error,
      },
    ),
    youthView: choice(
      { text: text('Ce que la personne en pense', 'What the person thinks of it') },
      {
        agrees: text('D’accord', 'Agrees'),
        partly: text('En partie d’accord', 'Partly agrees'),
        disagrees: text('Pas d’accord', 'Disagrees'),
        'not-reached': text('Pas joint(e)', 'Not reached'),
      },
    ),
    door: words(
      {
        text: text('La porte pour revenir', 'The door to come back'),
        help: text('Qui la personne peut appeler.', 'Whom the person can call.'),
      },
      160,
    ),
    ownWords: optional(fewLines({ text: text('Ses propres mots', 'The person’s own words') })),
    note,
  },
  { reason: 'goals-reached', youthView: 'agrees', door: 'La ligne de l’organisme, 514 555-0100' },
  { reason: 'lost-contact', youthView: 'not-reached', door: 'La ligne de l’organisme, 514 555-0100' },
);

export const keepGoingForm = form({ nextReview: optional(nextReview), note }, {}, { nextReview: '2026-05-11' });

export const closureDecisionForm = form({ note }, {});

export const notApprovedForm = form(
  { reason: fewLines({ text: text('Pourquoi', 'Why') }) },
  { reason: 'Tenter d’abord un autre moyen de la joindre.' },
);
