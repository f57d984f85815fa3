import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import type { Text } from '../../shared/domain/text.ts';
import { phases, phaseTitles } from '../../shared/domain/vocabulary.ts';

/** Mermaid reads quotes and hash signs as syntax. */
const quoted = (label: string) => `"${label.replaceAll('"', '#quot;')}"`;
const both = ({ fr, en }: Text) => (fr === en ? fr : `${fr} / ${en}`);

const boxesOf = (pathway: Pathway): readonly string[] =>
  phases.flatMap((phase) => {
    const steps = Object.entries(pathway.steps).filter(([, step]) => step.phase === phase);
    if (steps.length === 0) return [];
    return [
      `  subgraph phase-${phase}[${quoted(phaseTitles[phase].fr)}]`,
      ...steps.map(([id, { title }]) => `    ${id}[${quoted(title.fr)}]`),
      '  end',
    ];
  });

/** The normal way is drawn thick; a guarded one is marked. */
const arrowsOf = (pathway: Pathway): readonly string[] =>
  Object.entries(pathway.steps).flatMap(([id, step]) =>
    Object.values(step.outcomes).map(({ title, to, when }, index) => {
      const label = quoted(when ? `${title.fr} *` : title.fr);
      return `  ${id} ${index === 0 ? '==>' : '-->'}|${label}| ${to === 'end' ? 'fin' : to}`;
    }),
  );

const stepTable = (pathway: Pathway): readonly string[] => [
  '| étape | step | qui / who | portées / scopes | issues / outcomes |',
  '| --- | --- | --- | --- | --- |',
  ...Object.entries(pathway.steps).map(
    ([id, { title, roles, needs, outcomes }]) =>
      `| ${title.fr} | \`${id}\` | ${roles.join(', ')} | ${needs.join(', ')} | ${Object.entries(outcomes)
        .map(([name, { to }]) => `\`${name}\` → ${to}`)
        .join('<br>')} |`,
  ),
];

const interruptionTable = (pathway: Pathway): readonly string[] => [
  '| interruption | | → | qui / who |',
  '| --- | --- | --- | --- |',
  ...Object.entries(pathway.interruptions).map(
    ([name, { title, to, roles }]) => `| ${both(title)} | \`${name}\` | ${to} | ${roles.join(', ')} |`,
  ),
];

const reopeningLine = ({ reopening }: Pathway) =>
  reopening.map(({ to, when }) => (when?.consent ? `\`${to}\` (${when.consent.join(', ')})` : `\`${to}\``)).join(', ');

/** A page in Markdown with the Mermaid diagram of a pathway, its steps and its interruptions. Pure. */
export const drawPathway = (pathway: Pathway): string =>
  [
    '<!-- Generated: npm run pathway -- draw --write -->',
    '',
    `# ${both(pathway.title)}, v${pathway.version}`,
    '',
    '```mermaid',
    'flowchart TD',
    ...boxesOf(pathway),
    '  fin((Fin))',
    ...arrowsOf(pathway),
    '```',
    '',
    'Trait épais : issue normale. `*` : sous condition. — Thick: the normal outcome. `*`: guarded.',
    '',
    ...stepTable(pathway),
    '',
    'Dans chaque étape — In every step:',
    '',
    ...interruptionTable(pathway),
    '',
    `Réouverture — Re-opening → ${reopeningLine(pathway)}`,
    '',
  ].join('\n');
