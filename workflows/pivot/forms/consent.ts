import { choice, day, form } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { consentAnswerTitles, contactWayTitles } from '../../../shared/domain/vocabulary.ts';
import { note, notBefore } from './fields.ts';
import * as bounds from '../bounds.ts';

export const consentForm = form(
  {
    limitsExplained: choice(
      {
        text: text('Limites de la confidentialité expliquées', 'Limits of confidentiality explained'),
        help: text(
          'À dire avant la première question. Ce que vous ne pouvez pas promettre : danger pour la vie, protection de la jeunesse avant 18 ans, ordre d’un tribunal.',
          'Say it before the first question. What you cannot promise: danger to life, youth protection under 18, a court order.',
        ),
      },
      { yes: text('Oui, je les ai expliquées', 'Yes, I have explained them') },
    ),
    participation: choice(
      {
        text: text('Participer et avoir un dossier', 'Take part and have a file'),
        help: text(
          'Une question à la fois. Un refus n’a aucune conséquence.',
          'One question at a time. A no has no consequence.',
        ),
      },
      consentAnswerTitles,
    ),
    needsTalk: choice({ text: text('Parler de ses besoins', 'Talk about their needs') }, consentAnswerTitles),
    safeWay: choice({ text: text('Moyen sûr de la joindre', 'Safe way to reach') }, contactWayTitles),
    neverWay: choice(
      { text: text('Moyen à ne jamais utiliser', 'Way never to use') },
      { none: text('Aucun', 'None'), ...contactWayTitles },
    ),
    given: choice(
      {
        text: text('Consentement donné', 'Consent given'),
        help: text('De vive voix suffit, avec votre attestation.', 'Orally is enough, with your attestation.'),
      },
      { oral: text('De vive voix', 'Orally'), written: text('Par écrit', 'In writing') },
    ),
    note,
  },
  {
    limitsExplained: 'yes',
    participation: 'yes',
    needsTalk: 'yes',
    safeWay: 'text',
    neverWay: 'through-someone',
    given: 'oral',
  },
  {
    limitsExplained: 'yes',
    participation: 'yes',
    needsTalk: 'later',
    safeWay: 'in-person',
    neverWay: 'none',
    given: 'written',
  },
);

export const consentNotNowForm = form(
  { talkAgain: day({ text: text('En reparler le', 'Talk again on') }, bounds.talkAgain), note },
  { talkAgain: '2026-03-23' },
);
export const consentDeclinedForm = form({ notBefore, note }, {}, { notBefore: '2026-09-01' });
