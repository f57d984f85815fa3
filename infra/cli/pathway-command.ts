import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { drawingsOf, goldensOf } from '../../workflows/compile/golden.ts';
import { lintPathway } from '../../workflows/lint/lint-pathway.ts';
import { keep, lines, type Answer, type Files } from './kept-files.ts';

const usage = `npm run pathway -- <commande> [--write]

  lint      vérifie les parcours publiés            checks the published pathways
  compile   compare les machines d’états et les     compares the state machines and the rendered
            parcours rendus avec leurs fichiers     pathways with their files
  draw      compare les diagrammes avec leur page   compares the diagrams with their page
  list      nomme les parcours publiés              names the published pathways

  --write   écrit ce qui n’est plus à jour          writes what is out of date

Code 1 : un constat, un fichier périmé ou une commande inconnue.
Code 1: a finding, a stale file or an unknown command.
`;

const lint = (pathways: readonly Pathway[]): Answer => {
  const found = pathways.flatMap((pathway) =>
    lintPathway(pathway).map(
      ({ rule, where, text }) =>
        `${pathway.name} v${pathway.version}  ${where}  ${rule}\n    ${text.fr}\n    ${text.en}`,
    ),
  );
  return found.length === 0
    ? { text: lines([`${pathways.length} parcours sans constat / pathways without a finding`]), code: 0 }
    : { text: lines(found), code: 1 };
};

const list = (pathways: readonly Pathway[]): Answer => ({
  text: lines(
    pathways.map(
      ({ name, version, title, steps }) =>
        `${name} v${version}  ${title.fr} / ${title.en}  (${Object.keys(steps).length} étapes / steps)`,
    ),
  ),
  code: 0,
});

/** Answers one command line about the published pathways; writes files only with `--write`. */
export const makePathwayCommand =
  ({ published, files }: { readonly published: readonly Pathway[]; readonly files: Files }) =>
  (args: readonly string[]): Answer => {
    const [command, option, ...rest] = args;
    const isWriting = option === '--write';
    if (rest.length > 0 || (option !== undefined && !isWriting)) return { text: usage, code: 1 };
    switch (command) {
      case 'lint':
        return lint(published);
      case 'compile':
        return keep(published.flatMap(goldensOf), files, isWriting);
      case 'draw':
        return keep(published.flatMap(drawingsOf), files, isWriting);
      case 'list':
        return list(published);
      default:
        return { text: usage, code: 1 };
    }
  };
