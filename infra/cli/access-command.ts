import { accessPage } from './access-page.ts';
import { keep, type Answer, type Files } from './kept-files.ts';

const usage = `npm run access [-- --write]

  compare la table des droits avec sa page     compares the table of rights with its page

  --write   écrit la page                      writes the page

Code 1 : une page périmée ou une option inconnue.
Code 1: a stale page or an unknown option.
`;

/** Answers one command line about the page of rights; writes it only with `--write`. */
export const accessCommand = (files: Files, args: readonly string[]): Answer => {
  const [option, ...rest] = args;
  const isWriting = option === '--write';
  if (rest.length > 0 || (option !== undefined && !isWriting)) return { text: usage, code: 1 };
  return keep([accessPage], files, isWriting);
};
