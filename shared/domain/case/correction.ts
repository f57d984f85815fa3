import { choice, fewLines, form, optional } from '../pathway/form.ts';
import { text } from '../text.ts';

/** Why something that was recorded is taken back, later than by a tap. */
export const correctionForm = form(
  {
    reason: choice(
      { text: text('Pourquoi', 'Why') },
      {
        'wrong-person': text('Consigné pour la mauvaise personne', 'Recorded for the wrong person'),
        'did-not-happen': text('Cela n’a pas eu lieu', 'It did not happen'),
        'wrong-answer': text('Une réponse était fausse', 'An answer was wrong'),
        twice: text('Consigné deux fois', 'Recorded twice'),
      },
    ),
    note: optional(fewLines({ text: text('Note', 'Note') })),
  },
  { reason: 'did-not-happen' },
  { reason: 'wrong-person', note: 'Consigné sur la carte voisine.' },
);
