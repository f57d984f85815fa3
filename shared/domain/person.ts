import * as z from 'zod';
import { choice, field, form, optional, words } from './pathway/form.ts';
import { text } from './text.ts';
import { ageBandTitles, contactWayTitles } from './vocabulary.ts';

/** One way to reach someone, and the number, address or account to use. */
const reachSchema = field(
  z.strictObject({
    way: choice({ text: text('Moyen', 'Way') }, contactWayTitles),
    value: words({ text: text('Numéro, adresse ou compte', 'Number, address or account') }, 120),
  }),
  { text: text('Un moyen de joindre la personne', 'A way to reach the person') },
);

/** Who a referral is about. A nickname is enough; this never leaves the identity table. */
export const personSchema = form(
  {
    name: words(
      { text: text('Nom ou surnom', 'Name or nickname'), help: text('Un surnom suffit.', 'A nickname is enough.') },
      80,
    ),
    reach: field(z.array(reachSchema).min(1).max(6), {
      text: text('Comment joindre la personne', 'How to reach the person'),
    }),
    ageBand: choice({ text: text('Âge', 'Age') }, ageBandTitles),
    bornIn: optional(
      field(z.string().regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/), {
        text: text('Année et mois de naissance', 'Year and month of birth'),
        help: text('Comme 2001-07.', 'As in 2001-07.'),
      }),
    ),
    otherNames: optional(
      field(z.array(words({ text: text('Autre nom', 'Other name') }, 80)).max(6), {
        text: text('Autres noms', 'Other names'),
      }),
    ),
  },
  { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' },
  {
    name: 'Camille Exemple',
    reach: [
      { way: 'phone', value: '438 555-0199' },
      { way: 'social', value: '@camille.exemple' },
    ],
    ageBand: 'unsure',
    bornIn: '2001-07',
    otherNames: ['Cam'],
  },
);
export type Person = z.output<typeof personSchema>;
