import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import type { Text } from '../../shared/domain/text.ts';

const both = ({ fr, en }: Text) => (fr === en ? fr : `${fr} / ${en}`);

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

/** A page in Markdown with the drawing of a pathway, its steps and its interruptions. Pure. */
export const drawPathway = (pathway: Pathway): string =>
  [
    '<!-- Generated: npm run pathway -- draw --write -->',
    '',
    `# ${both(pathway.title)}, v${pathway.version}`,
    '',
    `![${both(pathway.title)}](${pathway.name}-v${pathway.version}.fr.svg)`,
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
