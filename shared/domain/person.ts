import * as z from 'zod';
import { saying } from './bounds/said.ts';
import { choice, field, form, optional, words } from './pathway/form.ts';
import { text, type Text } from './text.ts';
import { ageBandTitles, contactWayTitles, type ContactWay } from './vocabulary.ts';

const noNumber = text(
  'Un numéro de téléphone a au moins trois chiffres.',
  'A telephone number has at least three digits.',
);
const noAddress = text(
  'Une adresse de courriel a un nom, « @ » et un domaine.',
  'An e-mail address has a name, “@” and a domain.',
);

/** What is missing in a number or an address that nobody could call or write to; what people add beside it may stay. */
const unusable = ({ way, value }: { readonly way: ContactWay; readonly value: string }): Text | undefined => {
  if ((way === 'phone' || way === 'text') && !/(?:\p{Nd}\P{Nd}*){3}/u.test(value)) return noNumber;
  return way === 'email' && !/[^\s@]@[^\s@]+\.[^\s@]/u.test(value) ? noAddress : undefined;
};

/** One way to reach someone, and the number, address or account to use. */
const reachSchema = field(
  z
    .strictObject({
      way: choice({ text: text('Moyen', 'Way') }, contactWayTitles),
      value: words({ text: text('Numéro, adresse ou compte', 'Number, address or account') }, 120),
    })
    .superRefine((reach, context) => {
      const said = unusable(reach);
      if (said) context.addIssue({ ...saying(said), path: ['value'] });
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
