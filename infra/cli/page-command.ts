import { keep, type Answer, type Files, type KeptFile } from './kept-files.ts';

/** A page that a command compares with the code and writes. */
type Page = {
  readonly script: string;
  readonly subject: { readonly fr: string; readonly en: string };
  readonly kept: KeptFile;
};

const usage = ({ script, subject }: Page): string => `npm run ${script} [-- --write]

  compare ${subject.fr} avec sa page
  compares ${subject.en} with its page

  --write   écrit la page / writes the page

Code 1 : une page périmée ou une option inconnue.
Code 1: a stale page or an unknown option.
`;

/** Answers one command line about a generated page; writes it only with `--write`. */
export const pageCommand =
  (page: Page) =>
  (files: Files, args: readonly string[]): Answer => {
    const [option, ...rest] = args;
    const isWriting = option === '--write';
    if (rest.length > 0 || (option !== undefined && !isWriting)) return { text: usage(page), code: 1 };
    return keep([page.kept], files, isWriting);
  };
