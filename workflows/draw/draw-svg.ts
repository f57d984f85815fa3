import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { text, type Language } from '../../shared/domain/text.ts';
import { layOut, sizes, type Box, type Column } from './layout.ts';

const style = `
svg { --paper: #f6f4ef; --sheet: #fff; --band: #ece8df; --ink: #1f2a30; --soft: #55636a; --edge: #7d898e; --calm: #0b5a60 }
@media (prefers-color-scheme: dark) {
  svg { --paper: #14191c; --sheet: #1d2529; --band: #232c31; --ink: #eceae4; --soft: #b3bdc1; --edge: #7f8d93; --calm: #8fd3d3 }
}
text { font-family: system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; font-size: 12px; fill: var(--soft) }
.paper { fill: var(--paper) } .band { fill: var(--band) } .box { fill: var(--sheet); stroke: var(--edge) }
.heading { font-size: 16px; font-weight: 600; fill: var(--ink) } .phase { font-size: 13px; font-weight: 600 }
.name { font-size: 14px; font-weight: 600; fill: var(--ink) } .normal { font-weight: 600; fill: var(--calm) }
.arrow { fill: none; stroke: var(--calm); stroke-width: 2.5 } .head { fill: var(--calm) } .end { fill: var(--sheet); stroke: var(--calm); stroke-width: 2 }
`;

const legend = text(
  'En couleur : l’issue habituelle de chaque étape. Aide urgente, contact et moment difficile sont ouverts à toute étape.',
  'In colour: the usual way out of each step. Urgent help, contact and critical event are open in every step.',
);
const ends = text('fin', 'end');

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const write = (x: number, y: number, words: string, kind = ''): string =>
  `<text${kind && ` class="${kind}"`} x="${x}" y="${y}">${escaped(words)}</text>`;

const boxOf = ({ x, y, height, title, ways }: Box): string => {
  const left = x + sizes.padding;
  let at = y + sizes.padding + 3;
  const titleLines = title.map((line) => write(left, (at += sizes.titleLine) - 5, line, 'name'));
  const wayLines = ways.flatMap(({ lines, isNormal }) => {
    at += 5;
    return lines.map((line, index) => {
      const indent = index > 0 && line.startsWith('→') ? 8 : 0;
      return write(left + indent, (at += sizes.line) - 4, line, isNormal ? 'normal' : '');
    });
  });
  const outline = `<rect class="box" x="${x}" y="${y}" width="${sizes.box}" height="${height}" rx="10"/>`;
  return [outline, ...titleLines, ...wayLines].join('\n');
};

const arrow = (path: string): string => `<path class="arrow" d="${path}" marker-end="url(#head)"/>`;
const middle = (box: Box): number => box.x + sizes.box / 2;
/** Height of a box's title, where arrows between columns begin and end. */
const titleAt = (box: Box): number => box.y + sizes.padding + 12;

/** The arrow of a step's normal way. */
const arrowOf = (box: Box, boxes: ReadonlyMap<string, Box>): string => {
  const bottom = box.y + box.height;
  if (box.next === 'end') return arrow(`M${middle(box)} ${bottom}V${bottom + 18}`);
  const target = boxes.get(box.next ?? '');
  if (!target || target === box) return '';
  if (target.x === box.x && target.y > box.y) return arrow(`M${middle(box)} ${bottom}V${target.y - 3}`);
  if (target.x === box.x) return arrow(`M${middle(box)} ${box.y}V${target.y + target.height + 3}`);
  const isOn = target.x > box.x;
  const gutter = isOn ? target.x - sizes.gutter / 2 : target.x + sizes.box + sizes.gutter / 2;
  const from = isOn ? box.x + sizes.box : box.x;
  const to = isOn ? target.x - 3 : target.x + sizes.box + 3;
  return arrow(`M${from} ${titleAt(box)}H${gutter}V${titleAt(target)}H${to}`);
};

const endOf = (box: Box, language: Language): string => {
  const y = box.y + box.height + 32;
  return `<circle class="end" cx="${middle(box)}" cy="${y}" r="12"/>${write(middle(box) + 20, y + 4, ends[language])}`;
};

const bandOf = ({ title, x }: Column, height: number): string =>
  `<rect class="band" x="${x - 8}" y="36" width="${sizes.box + 16}" height="${height}" rx="12"/>${write(x + 2, 55, title, 'phase')}`;

/**
 * A pathway as one SVG: phases in columns, each step with every way out of it and where that leads, the usual way as an
 * arrow. Only the usual ways are drawn as arrows: all of them at once are a tangle that nobody reads. Pure.
 */
export const drawSvg = (pathway: Pathway, language: Language): string => {
  const columns = layOut(pathway, language);
  const all = columns.flatMap(({ boxes }) => boxes);
  const boxes = new Map(all.map((box) => [box.id, box]));
  const last = all.filter(({ next }) => next === 'end');
  const lowest = Math.max(...all.map(({ y, height }) => y + height)) + (last.length > 0 ? 52 : 16);
  const width = columns.length * (sizes.box + sizes.gutter) + sizes.margin;
  const height = lowest + 32;
  const heading = `${pathway.title[language]}, version ${pathway.version}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" lang="${language}" role="img" aria-labelledby="heading">`,
    `<title id="heading">${escaped(heading)}</title>`,
    `<style>${style}</style>`,
    '<defs><marker id="head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5" markerHeight="5" orient="auto"><path class="head" d="M0 0 10 5 0 10z"/></marker></defs>',
    `<rect class="paper" width="${width}" height="${height}"/>`,
    write(sizes.margin, 24, heading, 'heading'),
    ...columns.map((column) => bandOf(column, lowest - 36)),
    ...all.map((box) => arrowOf(box, boxes)).filter((line) => line !== ''),
    ...last.map((box) => endOf(box, language)),
    ...all.map(boxOf),
    write(sizes.margin, height - 12, legend[language]),
    '</svg>',
    '',
  ].join('\n');
};
