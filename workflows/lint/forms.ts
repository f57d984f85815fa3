import * as z from 'zod';
import { examplesOf, type Form } from '../../shared/domain/pathway/form.ts';
import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { text, type Text } from '../../shared/domain/text.ts';
import type { Finding, LintRule } from './finding.ts';

type Placed<T> = { readonly where: string; readonly value: T };

type Spoken = { readonly title: Text; readonly form?: Form };

/** Everything of a pathway that has a title, and perhaps a form. */
const spokenOf = (pathway: Pathway): readonly Placed<Spoken>[] => [
  { where: 'intake', value: pathway.intake },
  ...Object.entries(pathway.steps).flatMap(([id, step]): readonly Placed<Spoken>[] => [
    { where: `steps.${id}`, value: step },
    ...Object.entries(step.outcomes).map(([name, value]) => ({ where: `steps.${id}.outcomes.${name}`, value })),
  ]),
  ...Object.entries(pathway.activities).map(([name, value]) => ({ where: `activities.${name}`, value })),
  ...Object.entries(pathway.interruptions).map(([name, value]) => ({ where: `interruptions.${name}`, value })),
];

const formsOf = (pathway: Pathway): readonly Placed<Form>[] =>
  spokenOf(pathway).flatMap(({ where, value: { form } }) => (form ? [{ where: `${where}.form`, value: form }] : []));

const spoken = z.object({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });
const isSpoken = (value: unknown) => spoken.safeParse(value).success;

/** Whatever people read is there in French and in English. */
export const bothLanguages: LintRule = (pathway) =>
  [
    { where: 'title', title: pathway.title },
    ...spokenOf(pathway).map(({ where, value }) => ({ where, title: value.title })),
  ]
    .filter(({ title }) => !isSpoken(title))
    .map(({ where }) => ({
      rule: 'missing-text',
      where,
      text: text('Titre absent en français ou en anglais', 'Title missing in French or in English'),
    }));

/** What a form's JSON Schema says of one field. */
const node = z.looseObject({
  'x-text': z.unknown().optional(),
  'x-options': z.record(z.string(), z.unknown()).optional(),
  enum: z.array(z.string()).optional(),
  get items() {
    return node.optional();
  },
  get properties() {
    return z.record(z.string(), node).optional();
  },
});
type Node = z.output<typeof node>;

const fieldsOf = (where: string, schema: Node): readonly Placed<Node>[] =>
  Object.entries({ ...schema.properties, ...schema.items?.properties }).flatMap(([name, value]) => [
    { where: `${where}.${name}`, value },
    ...fieldsOf(`${where}.${name}`, value),
  ]);

const allFieldsOf = (pathway: Pathway) =>
  formsOf(pathway).flatMap(({ where, value }) => fieldsOf(where, node.parse(z.toJSONSchema(value))));

export const fieldsHaveTitles: LintRule = (pathway) =>
  allFieldsOf(pathway)
    .filter(({ value }) => !isSpoken(value['x-text']))
    .map(({ where }) => ({
      rule: 'field-without-title',
      where,
      text: text('Champ sans titre dans les deux langues', 'Field without a title in both languages'),
    }));

export const optionsHaveLabels: LintRule = (pathway) =>
  allFieldsOf(pathway).flatMap(({ where, value }) =>
    (value.enum ?? value.items?.enum ?? [])
      .filter((option) => !isSpoken(value['x-options']?.[option]))
      .map((option) => ({
        rule: 'option-without-label',
        where: `${where}.${option}`,
        text: text('Choix sans libellé dans les deux langues', 'Option without a label in both languages'),
      })),
  );

/** A client that knows nothing of the pathway can send an example of each form and go on. */
export const formsHaveExamples: LintRule = (pathway) =>
  formsOf(pathway).flatMap(({ where, value }): readonly Finding[] => {
    const examples = examplesOf(value);
    const isSound = examples.length > 0 && examples.every((example) => value.safeParse(example).success);
    return isSound
      ? []
      : [
          {
            rule: 'no-valid-example',
            where,
            text: text('Formulaire sans exemple valide', 'Form without a valid example'),
          },
        ];
  });
