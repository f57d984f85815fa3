import { choice, choices, form, member, optional, words } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import { closureReasonTitles, consentAnswerTitles, urgencyTitles } from '../../../shared/domain/vocabulary.ts';
import { intensity, nextTry, note, notBefore, way } from './fields.ts';

/** What a referrer says beside who the person is. No act, no trigger and no one else is asked about. */
export const requestForm = form(
  {
    whyNow: choices(
      { text: text('Pourquoi maintenant', 'Why now') },
      {
        injured: text('A été blessée', 'Was injured'),
        'lost-someone': text('A perdu une personne proche', 'Lost someone close'),
        'feels-unsafe': text('Ne se sent pas en sécurité', 'Does not feel safe'),
        tension: text('Vit une tension à apaiser', 'Lives a tension to calm'),
        'leaving-detention': text('Sort de détention', 'Is leaving detention'),
        'wants-change': text('Souhaite un changement', 'Wants a change'),
        'essential-needs': text('A des besoins essentiels pressants', 'Has pressing essential needs'),
        'family-worried': text('Son entourage s’inquiète', 'Those around are worried'),
      },
      { min: 1, max: 8 },
    ),
    urgency: choice(
      {
        text: text('Quand faut-il agir', 'When to act'),
        help: text('Danger immédiat, composez le 911.', 'Immediate danger, call 911.'),
      },
      urgencyTitles,
    ),
    personKnows: choice(
      { text: text('La personne est-elle au courant', 'Does the person know') },
      {
        yes: text('Oui', 'Yes'),
        no: text('Non', 'No'),
        'not-asked': text('Pas demandé', 'Not asked'),
      },
    ),
    note,
  },
  { whyNow: ['leaving-detention', 'essential-needs'], urgency: 'this-week', personKnows: 'yes' },
  { whyNow: ['injured'], urgency: 'today', personKnows: 'not-asked', note: 'Préfère les textos, en soirée.' },
);

const responsible = member({ text: text('Intervenant(e) responsable', 'Responsible worker') });

export const referralForm = form({ intensity, responsible, note }, { intensity: 'sustained', responsible: 'member-1' });

export const orientedElsewhereForm = form(
  {
    reason: choice(
      { text: text('Pourquoi', 'Why') },
      {
        age: text('Âge hors du programme', 'Outside the program’s age'),
        sector: text('Secteur non desservi', 'Sector not served'),
        'better-placed': text('Un autre service est mieux placé', 'Another service is better placed'),
        accompanied: text('Déjà bien accompagnée ailleurs', 'Already well supported elsewhere'),
      },
    ),
    organisation: optional(words({ text: text('Orientée vers', 'Oriented to') }, 120)),
    note,
  },
  { reason: 'sector', organisation: 'Carrefour jeunesse-emploi' },
);

export const notRetainedForm = form(
  {
    reason: choice(
      { text: text('Motif', 'Reason') },
      {
        criteria: text('Ne répond pas aux critères du programme', 'Does not meet the program’s criteria'),
        safety: closureReasonTitles.safety,
        error: text('Envoyée par erreur', 'Sent in error'),
        'not-retained': text('Autre motif', 'Other reason'),
      },
    ),
    note,
  },
  { reason: 'criteria' },
);

export const samePersonForm = form(
  {
    reason: choice(
      { text: text('Comment vous le savez', 'How you know') },
      {
        'same-ways': text('Mêmes moyens de la joindre', 'Same ways to reach'),
        'same-names': text('Mêmes noms ou surnoms', 'Same names or nicknames'),
        'told-so': text('La personne l’a dit', 'The person said so'),
      },
    ),
    otherCase: optional(words({ text: text('Numéro de l’autre dossier', 'Number of the other case') }, 64)),
    note,
  },
  { reason: 'same-ways' },
);

const told = choice(
  { text: text('La personne sait qui l’a référée', 'The person was told who referred') },
  { yes: text('Oui', 'Yes'), 'not-yet': text('Pas encore', 'Not yet') },
);
const mayContact = optional(
  choice(
    { text: text('D’accord pour que vous repreniez contact', 'Agrees to be contacted again') },
    consentAnswerTitles,
  ),
);

export const firstContactForm = form(
  { way, told, mayContact, note },
  { way: 'in-person', told: 'yes', mayContact: 'yes' },
);
export const firstContactNotNowForm = form(
  { way, told, nextTry, mayContact, note },
  { way: 'text', told: 'not-yet', nextTry: '2026-03-09' },
);
export const firstContactDeclinedForm = form({ way, told, notBefore, note }, { way: 'phone', told: 'yes' });
export const notFoundForm = form({ note }, {});
