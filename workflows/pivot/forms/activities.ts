import { choice, fewLines, form, moment, optional, words } from '../../../shared/domain/pathway/form.ts';
import { happened } from '../../../shared/domain/pathway/date-bounds.ts';
import { text } from '../../../shared/domain/text.ts';
import { note, way } from './fields.ts';
import * as bounds from '../bounds.ts';

/** When it happened, for what is written down later; left out, it is now. */
const at = optional(
  moment({ text: text('Quand', 'When'), help: text('Maintenant, sauf indication.', 'Now, unless told.') }, happened),
);

export const contactForm = form(
  {
    reached: choice(
      { text: text('Joint(e)', 'Reached') },
      {
        yes: text('Oui', 'Yes'),
        no: text('Sans réponse', 'No answer'),
        message: text('Message laissé', 'Message left'),
      },
    ),
    way,
    at,
    note,
  },
  { reached: 'yes', way: 'phone' },
  { reached: 'no', way: 'in-person', at: '2026-03-09T18:30:00Z' },
);

export const urgentHelpForm = form(
  {
    kind: choice(
      { text: text('Aide', 'Help') },
      {
        shelter: text('Un toit pour la nuit', 'A roof for the night'),
        food: text('Manger', 'Food'),
        transport: text('Transport', 'Transport'),
        care: text('Soins', 'Care'),
        presence: text('Une présence', 'Someone there'),
        safety: text('Mise en sécurité', 'Getting safe'),
        other: text('Autre', 'Other'),
      },
    ),
    at,
    nextCheck: optional(moment({ text: text('Prochaine vérification', 'Next check') }, bounds.nextCheck)),
    note,
  },
  { kind: 'shelter' },
  { kind: 'care', at: '2026-03-10T02:00:00Z', nextCheck: '2026-03-10T14:00:00Z' },
);

export const criticalEventForm = form(
  {
    kind: choice(
      { text: text('Événement', 'Event') },
      {
        injury: text('Blessure', 'Injury'),
        threat: text('Menace reçue', 'Threat received'),
        arrest: text('Arrestation', 'Arrest'),
        bereavement: text('Deuil', 'Bereavement'),
        death: text('Décès', 'Death'),
        other: text('Autre', 'Other'),
      },
    ),
    safeTonight: choice(
      { text: text('En sécurité ce soir', 'Safe tonight') },
      { yes: text('Oui', 'Yes'), no: text('Non', 'No'), unsure: text('Incertain', 'Unsure') },
    ),
    at,
    debrief: optional(
      choice(
        {
          text: text(
            'Un retour avec votre superviseur(e) clinique vous aiderait',
            'A debrief with your clinical supervisor would help',
          ),
        },
        { yes: text('Oui', 'Yes'), 'not-now': text('Pas maintenant', 'Not now') },
      ),
    ),
    note,
  },
  { kind: 'injury', safeTonight: 'yes' },
);

export const criticalEventLookForm = form(
  {
    safe: choice(
      { text: text('En sécurité maintenant', 'Safe now') },
      { yes: text('Oui', 'Yes'), no: text('Non', 'No'), unsure: text('Incertain', 'Unsure') },
    ),
    note,
  },
  { safe: 'yes' },
);

export const orientationForm = form(
  {
    organisation: words({ text: text('Organisme', 'Organisation') }, 120),
    what: words({ text: text('Pour quoi', 'For what') }, 120),
    accepted: optional(
      choice(
        { text: text('Acceptée par l’organisme', 'Accepted by the organisation') },
        { yes: text('Oui', 'Yes'), 'not-yet': text('Pas encore', 'Not yet'), no: text('Non', 'No') },
      ),
    ),
    started: optional(
      choice(
        { text: text('Commencée', 'Started') },
        { yes: text('Oui', 'Yes'), 'not-yet': text('Pas encore', 'Not yet') },
      ),
    ),
    note,
  },
  { organisation: 'Carrefour jeunesse-emploi', what: 'Chercher un emploi', accepted: 'yes', started: 'not-yet' },
);

export const planReviewForm = form(
  {
    view: choice(
      { text: text('Lecture du plan', 'Reading of the plan') },
      { ok: text('Ça va', 'Fine'), 'to-discuss': text('À discuter', 'To discuss') },
    ),
    note,
  },
  { view: 'ok' },
);

export const clinicalAdviceForm = form(
  {
    question: fewLines({ text: text('Votre question', 'Your question') }),
    advice: optional(fewLines({ text: text('Soutien clinique reçu', 'Clinical support received') })),
  },
  { question: 'Comment proposer une médiation sans presser la personne?' },
);
