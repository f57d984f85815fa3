import type { Form } from '../../shared/domain/pathway/form.ts';
import type { Completion, Pathway } from '../../shared/domain/pathway/pathway.ts';
import { text } from '../../shared/domain/text.ts';
import { closureReasons, consentAnswers, intensities } from '../../shared/domain/vocabulary.ts';
import { edgesOf, whereOf, type Edge } from '../edges.ts';
import { fieldIn } from './field-in.ts';
import type { Finding, LintRule } from './finding.ts';

type Used = {
  readonly where: string;
  readonly form: Form | undefined;
  readonly field: string;
  readonly among?: readonly string[];
};

const usedBy = (where: string, { form, grants, sets }: Partial<Completion>): readonly Used[] => [
  ...Object.keys(grants ?? {}).map((field) => ({ where: `${where}.grants`, form, field, among: consentAnswers })),
  ...Object.entries(sets ?? {}).map(([fact, field]) => ({
    where: `${where}.sets.${fact}`,
    form,
    field,
    ...(fact === 'intensity' && { among: intensities }),
    ...(fact === 'closureReason' && { among: closureReasons }),
  })),
];

/** The field that says why the case ends, when a way to the end reads one. */
const usedAsReason = (edge: Edge): readonly Used[] =>
  typeof edge.reason === 'object' && 'field' in edge.reason
    ? [
        {
          where: `${whereOf(edge)}.reason`,
          form: edge.completion.form,
          field: edge.reason.field,
          among: closureReasons,
        },
      ]
    : [];

const allUsed = (pathway: Pathway): readonly Used[] => [
  ...edgesOf(pathway).flatMap((edge) => [...usedBy(whereOf(edge), edge.completion), ...usedAsReason(edge)]),
  ...Object.entries(pathway.activities).flatMap(([name, { form, at, moves, rests }]) => [
    ...(at === undefined ? [] : [{ where: `activities.${name}.at`, form, field: at }]),
    ...(rests ? [{ where: `activities.${name}.rests`, form, field: rests.field }] : []),
    ...Object.values(moves ?? {}).map((field) => ({ where: `activities.${name}.moves`, form, field })),
  ]),
];

const optionsOf = (form: Form | undefined, field: string): readonly string[] =>
  Object.keys(fieldIn(form, field)?.meta()?.['x-options'] ?? {});

/** What a form is said to grant or to set is one of its fields, with answers that mean it. */
export const effectsHaveFields: LintRule = (pathway) =>
  allUsed(pathway)
    .filter(({ form, field, among }) => {
      if (!fieldIn(form, field)) return true;
      const options = optionsOf(form, field);
      return among !== undefined && (options.length === 0 || options.some((option) => !among.includes(option)));
    })
    .map(({ where, field }): Finding => ({
      rule: 'unknown-field',
      where,
      text: text(
        `Le formulaire n’a pas ce champ, ou pas ces choix : ${field}`,
        `The form has no such field, or not such options: ${field}`,
      ),
    }));
