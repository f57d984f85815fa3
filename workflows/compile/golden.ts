import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { languages } from '../../shared/domain/text.ts';
import { drawPathway } from '../draw/draw-pathway.ts';
import { drawSvg } from '../draw/draw-svg.ts';
import { compileToAsl } from './compile-to-asl.ts';
import { rendered } from './rendered.ts';

/** A file that is kept beside the sources; `path` is from the root of the repository. */
export type Golden = { readonly path: string; readonly content: string };

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** The files by which a published version is reviewed and held still. */
export const goldensOf = (pathway: Pathway): readonly Golden[] => {
  const stem = `workflows/${pathway.name}/v${pathway.version}`;
  return [
    { path: `${stem}.asl.json`, content: json(compileToAsl(pathway)) },
    { path: `${stem}.rendered.json`, content: json(rendered(pathway)) },
  ];
};

/** The page of a pathway for the documentation, and its drawing in each language. */
export const drawingsOf = (pathway: Pathway): readonly Golden[] => {
  const stem = `docs/generated/${pathway.name}-v${pathway.version}`;
  return [
    { path: `${stem}.md`, content: drawPathway(pathway) },
    ...languages.map((language) => ({ path: `${stem}.${language}.svg`, content: drawSvg(pathway, language) })),
  ];
};
