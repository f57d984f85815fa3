import { choice, form } from '../pathway/form.ts';
import { text } from '../text.ts';
import type { Case } from './case.ts';

/** Asked of whoever opens a case again before the day that the youth named. */
export const despiteForm = form(
  {
    despite: choice(
      {
        text: text(
          'La personne a demandé qu’on ne reprenne pas contact avant une date',
          'The person asked not to be contacted before a date',
        ),
      },
      {
        'came-back': text('Elle est revenue d’elle-même', 'They came back by themself'),
        wait: text('Attendre cette date', 'Wait for that date'),
      },
    ),
  },
  { despite: 'came-back' },
);

/** Whether the youth asked that nobody knock yet. @param today YYYY-MM-DD */
export const isToWait = ({ notBefore }: Pick<Case, 'notBefore'>, today: string): boolean =>
  notBefore !== undefined && today < notBefore;
