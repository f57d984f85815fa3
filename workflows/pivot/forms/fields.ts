import { choice, day, fewLines, member, optional } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { contactWayTitles, intensityTitles } from '../../../shared/domain/vocabulary.ts';
import * as bounds from '../bounds.ts';

/* Fields that several forms of PIVOT share. */

/** The free note, off by default: what it must not hold is said under the box. */
export const note = optional(
  fewLines({
    text: text('Note', 'Note'),
    help: text(
      'Pas de nom d’autrui, pas de lieu précis, pas de geste non jugé.',
      'No one else’s name, no precise place, no act that was not judged.',
    ),
  }),
);

export const intensity = choice({ text: text('Intensité d’accompagnement', 'Intensity of support') }, intensityTitles);
export const way = choice({ text: text('Moyen', 'Way') }, contactWayTitles);
export const nextReview = day({ text: text('Prochain point', 'Next review') }, bounds.nextReview);
export const nextTry = day({ text: text('Prochaine démarche', 'Next try') }, bounds.nextTry);
export const nextBy = member({ text: text('Qui fera la prochaine démarche', 'Who tries next') });

/** A refusal sets a date before which nobody knocks again. */
export const notBefore = optional(
  day(
    {
      text: text('Ne pas reprendre contact avant', 'Do not contact again before'),
      help: text('Personne ne frappera à la porte avant cette date.', 'Nobody knocks before this date.'),
    },
    bounds.notBefore,
  ),
);
