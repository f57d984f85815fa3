import { accessPage } from './access-page.ts';
import { pageCommand } from './page-command.ts';

/** Answers one command line about the page of rights. */
export const accessCommand = pageCommand({
  script: 'access',
  subject: { fr: 'la table des droits', en: 'the table of rights' },
  kept: accessPage,
});
