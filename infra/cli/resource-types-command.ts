import { pageCommand } from './page-command.ts';
import { resourceTypesPage } from './resource-types-page.ts';

/** Answers one command line about the page of resource types. */
export const resourceTypesCommand = pageCommand({
  script: 'resource-types',
  subject: { fr: 'la liste des types de ressources', en: 'the list of resource types' },
  kept: resourceTypesPage,
});
