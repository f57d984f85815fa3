import { choice, day, form } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { closureReasonTitles as titles } from '../../../shared/domain/vocabulary.ts';
import { note, notBefore } from './fields.ts';
import * as bounds from '../bounds.ts';

export const withdrawForm = form({ notBefore, note }, {});

export const closeNowForm = form(
  {
    reason: choice(
      { text: text('Motif', 'Reason') },
      { deceased: titles.deceased, error: titles.error, safety: titles.safety },
    ),
    note,
  },
  { reason: 'error' },
);

export const suspendForm = form(
  {
    reason: choice(
      { text: text('Motif', 'Reason') },
      {
        detention: text('Détention', 'Detention'),
        hospital: text('Hôpital', 'Hospital'),
        away: text('À l’extérieur', 'Away'),
        'youth-asks': text('À la demande de la personne', 'The person asks'),
      },
    ),
    until: day({ text: text('Jusqu’au', 'Until') }, bounds.suspendedUntil),
    note,
  },
  { reason: 'hospital', until: '2026-03-30' },
);
