import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { phases, phaseTitles } from '../../shared/domain/vocabulary.ts';
import type { Language } from '../../shared/domain/text.ts';

/** Pixels. A column is a phase; the gutter between two columns carries the arrows. */
export const sizes = {
  box: 190,
  gutter: 32,
  margin: 16,
  top: 64,
  between: 44,
  titleLine: 18,
  line: 15,
  padding: 12,
} as const;

/** Characters that fit a line of a box, in the title's size and in the text's. */
const titleCharacters = 19;
const textCharacters = 23;

/** One way out as lines of text, the last of which says where it leads. */
type WayOut = { readonly lines: readonly string[]; readonly isNormal: boolean };

/** A step with its place on the drawing. */
export type Box = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly ways: readonly WayOut[];
  /** Where one goes on to from it: a step or `end`. */
  readonly next: string | undefined;
};

export type Column = { readonly title: string; readonly x: number; readonly boxes: readonly Box[] };

/** A text in lines of at most so many characters, broken at its spaces. */
const wrapped = (text: string, most: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Where a step goes on to: by its normal way, or, where that stays, by the first into a later phase. */
const nextOf = ({ steps }: Pick<Pathway, 'steps'>, id: string): string | undefined => {
  const targets = Object.values(steps[id]?.outcomes ?? {}).map(({ to }) => to);
  const placeOf = (step: string): number => phases.findIndex((phase) => phase === steps[step]?.phase);
  return targets[0] === id ? targets.find((to) => placeOf(to) > placeOf(id)) : targets[0];
};

const ends = { fr: 'fin', en: 'end' } as const;

const contentOf = ({ steps }: Pathway, id: string, language: Language): Pick<Box, 'title' | 'ways' | 'next'> => {
  const outcomes = Object.values(steps[id]?.outcomes ?? {});
  const ways = outcomes.map(({ title, to }, index): WayOut => {
    const target = steps[to]?.title[language] ?? ends[language];
    const [first = '', ...more] = wrapped(`→ ${target}`, textCharacters);
    return { lines: [...wrapped(title[language], textCharacters), first, ...more], isNormal: index === 0 };
  });
  return { title: wrapped(steps[id]?.title[language] ?? id, titleCharacters), ways, next: nextOf({ steps }, id) };
};

const heightOf = ({ title, ways }: Pick<Box, 'title' | 'ways'>): number => {
  const lines = ways.reduce((sum, way) => sum + way.lines.length, 0);
  return sizes.padding * 2 + title.length * sizes.titleLine + lines * sizes.line + ways.length * 5;
};

/** The steps of a pathway in columns by phase, each below the one before. */
export const layOut = (pathway: Pathway, language: Language): readonly Column[] => {
  const used = phases.filter((phase) => Object.values(pathway.steps).some((step) => step.phase === phase));
  return used.map((phase, index) => {
    const x = sizes.margin + index * (sizes.box + sizes.gutter);
    let y: number = sizes.top;
    const ids = Object.keys(pathway.steps).filter((id) => pathway.steps[id]?.phase === phase);
    const boxes = ids.map((id): Box => {
      const content = contentOf(pathway, id, language);
      const box = { id, x, y, height: heightOf(content), ...content };
      y += box.height + sizes.between;
      return box;
    });
    return { title: `${index + 1}. ${phaseTitles[phase][language]}`, x, boxes };
  });
};
