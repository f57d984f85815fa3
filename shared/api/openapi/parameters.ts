import type * as z from 'zod';
import { text, type Text } from '../../domain/text.ts';
import { headerSchemas } from '../request-bounds.ts';
import type { ProtocolHeader, Route } from '../route.ts';
import { schemaOf, type Json } from './json-schema.ts';

/** A text as the document says it: French, then English. */
export const said = ({ fr, en }: Text): string => `${fr} / ${en}`;

const headerTexts: Readonly<Record<ProtocolHeader, { readonly text: Text; readonly required: boolean }>> = {
  'If-Match': {
    text: text('Version du dossier que vous avez lue (ETag).', 'Version of the case that you read (ETag).'),
    required: true,
  },
  'Idempotency-Key': {
    text: text('La même clé rend la première réponse.', 'The same key gives the first answer.'),
    required: false,
  },
  Prefer: {
    text: text(
      '`wait=N` : attend l’étape suivante, au plus 20 s. `return=minimal` : une ligne du dossier suffit.',
      '`wait=N`: waits for the next step, at most 20 s. `return=minimal`: a line of the case is enough.',
    ),
    required: false,
  },
};

/** What each parameter of a path or a query is; one name means one thing in the whole API. */
const parameterTexts: Readonly<Record<string, Text>> = {
  activity: text('Activité du parcours, comme `contact`.', 'Activity of the pathway, such as `contact`.'),
  activityId: text('Activité consignée.', 'Recorded activity.'),
  adviceId: text('Demande d’avis clinique.', 'Request for clinical advice.'),
  after: text('Ce qui vient après ce dossier dans la liste.', 'What comes after this case in the list.'),
  age: text('Âge d’au moins tant de jours.', 'At least so many days old.'),
  caseId: text('Dossier.', 'Case.'),
  cursor: text('Suite d’une liste : son `next`.', 'Next page of a list: its `next`.'),
  entryId: text('Tour de garde.', 'On-call entry.'),
  interruption: text('Interruption, comme `suspend`.', 'Interruption, such as `suspend`.'),
  limit: text('Combien au plus.', 'How many at most.'),
  name: text('Nom du parcours.', 'Name of the pathway.'),
  number: text('Numéro de la demande d’appui dans son dossier.', 'Number of the request for support in its case.'),
  pathway: text('Nom du parcours.', 'Name of the pathway.'),
  receiptId: text('Accusé de réception.', 'Receipt.'),
  scope: text('Les miennes, ou celles de mon équipe.', 'Mine, or my team’s.'),
  since: text('Ce qui a changé depuis.', 'What has changed since.'),
  status: text('Dans cet état seulement.', 'In this status only.'),
  step: text('À cette étape seulement.', 'At this step only.'),
  sub: text('Membre de l’équipe.', 'Member of the team.'),
  version: text('Version du parcours.', 'Version of the pathway.'),
};

const described = (name: string): Json => {
  const found = parameterTexts[name];
  return found ? { description: said(found) } : {};
};

const fieldsOf = (schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    ...described(name),
    required: place === 'path',
    schema: schemaOf(field as z.ZodType, 'input'),
  }));

/** What a route takes beside its body. */
export const parametersOf = ({ params, query, headers = [] }: Route): readonly Json[] => [
  ...fieldsOf(params, 'path'),
  ...fieldsOf(query, 'query'),
  ...headers.map((name) => ({
    name,
    in: 'header',
    description: said(headerTexts[name].text),
    required: headerTexts[name].required,
    schema: schemaOf(headerSchemas[name], 'input'),
  })),
];
