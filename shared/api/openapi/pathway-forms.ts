import { choicesOf } from '../../domain/case/complete.ts';
import { examplesOf, type Form } from '../../domain/pathway/form.ts';
import type { Pathway } from '../../domain/pathway/pathway.ts';
import { personSchema } from '../../domain/person.ts';
import { interruptionNames } from '../../domain/vocabulary.ts';
import { completionSchema, formSchema } from '../form-schema.ts';
import { refTo, schemaOf, type Json } from './json-schema.ts';

/** A form of a pathway as a component of the document. */
type NamedForm = readonly [name: string, schema: Json];

const nameOf = (...parts: readonly (string | number)[]): string => parts.join('.');

const component = ({ $schema: _dialect, ...schema }: Json, form: Form, more: Json = {}): Json => ({
  ...schema,
  examples: examplesOf(form).map((example) => ({ ...more, ...(example as Json) })),
});

/** The forms of a pathway, each a component of its own. */
export const formsOf = (pathway: Pathway): readonly NamedForm[] => {
  const version = `${pathway.name}-v${pathway.version}`;
  const plain = (name: string, form: Form): NamedForm => [name, component(formSchema(form), form)];
  return [
    plain(nameOf(version, 'intake'), pathway.intake.form),
    ...Object.keys(pathway.steps).flatMap((id) =>
      choicesOf(pathway, id).map(({ name: outcome, completion: { form } }): NamedForm => [
        nameOf(version, id, outcome),
        component(completionSchema(outcome, form), form, { outcome }),
      ]),
    ),
    ...interruptionNames.flatMap((name) => {
      const { form } = pathway.interruptions[name];
      return form ? [plain(nameOf(version, 'interruptions', name), form)] : [];
    }),
    ...Object.entries(pathway.activities).map(([name, { form }]) => plain(nameOf(version, 'activities', name), form)),
  ];
};

/** Any of the forms of these names. */
const anyOf = (names: readonly string[]): Json => {
  const refs = names.map((name) => refTo('schemas', name));
  const [only] = refs;
  return only && refs.length === 1 ? only : { anyOf: refs };
};

const isOf = (kind: 'activities' | 'interruptions') => (name: string) => name.includes(`.${kind}.`);
const isIntake = (name: string): boolean => name.endsWith('.intake');

/** Bodies that are forms of the pathways, by the route that takes them: which forms, and how they are placed in the body. */
export const formBodies: Readonly<Record<string, (names: readonly string[]) => Json>> = {
  sendReferral: (names) => ({
    type: 'object',
    properties: { person: schemaOf(personSchema, 'input'), request: anyOf(names.filter(isIntake)) },
    required: ['person', 'request'],
    additionalProperties: false,
  }),
  completeStep: (names) =>
    anyOf(names.filter((name) => !isIntake(name) && !isOf('activities')(name) && !isOf('interruptions')(name))),
  recordActivity: (names) => anyOf(names.filter(isOf('activities'))),
  interruptCase: (names) => anyOf(names.filter(isOf('interruptions'))),
};

/** A referral that is accepted as it is. */
export const referralExample = ([pathway]: readonly Pathway[]): Json | undefined =>
  pathway && { person: examplesOf(personSchema)[0], request: examplesOf(pathway.intake.form)[0] };
