import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { text } from '../../shared/domain/text.ts';
import { edgesOf, whereOf } from '../edges.ts';
import type { LintRule } from './finding.ts';

const outside = ['end', 'suspended', 'superseded'];
/** Names that the state machine uses itself, or that the record answers with. */
const reserved = [...outside, 'start', 'enter', 'close-case', 'closed', 'unknown-outcome', 'resume'];

/** Names are in kebab-case, which no expression can misread, and none means two things. */
export const namesAreSound: LintRule = (pathway) => {
  const interruptions = Object.keys(pathway.interruptions);
  const named = [
    ...Object.keys(pathway.steps).map((name) => ({ where: `steps.${name}`, name, taken: reserved })),
    ...edgesOf(pathway)
      .filter(({ kind }) => kind === 'outcome')
      .map(({ from, name }) => ({
        where: `steps.${from}.outcomes.${name}`,
        name,
        taken: [...interruptions, 'superseded', 'resume'],
      })),
  ];
  return named
    .filter(({ name, taken }) => taken.includes(name) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    .map(({ where }) => ({
      rule: 'bad-name',
      where,
      text: text('Nom réservé ou mal formé', 'Reserved or malformed name'),
    }));
};

export const targetsExist: LintRule = (pathway) =>
  edgesOf(pathway)
    .filter(({ to }) => !(to in pathway.steps) && !outside.includes(to))
    .map((edge) => ({
      rule: 'unknown-target',
      where: whereOf(edge),
      text: text(`« ${edge.to} » n’est pas une étape`, `"${edge.to}" is not a step`),
    }));

/** Re-opening leads to steps, and the last way asks for nothing, so that every closed case can come back. */
export const closedCasesReturn: LintRule = (pathway) => {
  const { reopening, steps } = pathway;
  const leads = reopening.every(({ to }) => to in steps);
  return leads && reopening.at(-1)?.when === undefined
    ? []
    : [
        {
          rule: 'no-return',
          where: 'reopening',
          text: text('Un dossier fermé ne peut pas toujours rouvrir', 'A closed case cannot always come back'),
        },
      ];
};

/** All that is met by following `next` from `start`. */
const closureOf = (start: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> => {
  const met = new Set(start);
  for (const id of met) for (const other of next(id)) met.add(other);
  return met;
};

/** Every step is reached from the start by outcomes alone. */
export const noOrphan: LintRule = (pathway) => {
  const edges = edgesOf(pathway).filter(({ kind }) => kind === 'outcome');
  const reached = closureOf([pathway.start], (id) => edges.filter(({ from }) => from === id).map(({ to }) => to));
  return Object.keys(pathway.steps)
    .filter((id) => !reached.has(id))
    .map((id) => ({
      rule: 'orphan',
      where: `steps.${id}`,
      text: text('Aucun chemin ne mène à cette étape', 'No way leads to this step'),
    }));
};

/** The end is reached from every step by outcomes alone. */
export const noDeadEnd: LintRule = (pathway: Pathway) => {
  const edges = edgesOf(pathway).filter(({ kind }) => kind === 'outcome');
  const ending = closureOf(['end'], (id) => edges.filter(({ to }) => to === id).map(({ from }) => from));
  return Object.keys(pathway.steps)
    .filter((id) => !ending.has(id))
    .map((id) => ({
      rule: 'dead-end',
      where: `steps.${id}`,
      text: text('Aucun chemin ne mène de cette étape à la fin', 'No way leads from this step to the end'),
    }));
};
