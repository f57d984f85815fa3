import { RuntimeRefusal } from '../refusal.ts';
import type { Settings } from './settings.ts';

type Versions = { readonly written: number; readonly read: number };

/** What has a version in a data folder: the tables of the runtime, and the rows of the application in them. */
const kinds = {
  tables: { fr: 'tables du fichier', en: 'tables of the file' },
  rows: { fr: 'forme des rangées', en: 'shape of the rows' },
} as const;

const ways = {
  older: {
    fr: 'gardez ce dossier pour l’ancien Parcours jusqu’à ce qu’une migration existe, choisissez-en un autre avec --data, ou effacez-le avec --reset',
    en: 'keep this folder for the older Parcours until migration exists, choose another with --data, or erase it with --reset',
  },
  newer: {
    fr: 'démarrez ce Parcours plus récent, ou choisissez un autre dossier avec --data',
    en: 'start that newer Parcours, or choose another folder with --data',
  },
} as const;

/**
 * Only what was written at the version that this program reads is opened: an older shape would be misread in silence.
 * @throws RuntimeRefusal that names both versions and says what to do
 */
export const checkVersion = (where: string, kind: keyof typeof kinds, { written, read }: Versions): void => {
  if (written === read) return;
  const age = written < read ? 'older' : 'newer';
  const { fr, en } = kinds[kind];
  const ageFr = age === 'older' ? 'ancien' : 'récent';
  throw new RuntimeRefusal(
    `${where} : écrit par un Parcours plus ${ageFr} (${fr} : version ${written}; celui-ci lit la ${read}) : ${ways[age].fr}. / ` +
      `written by ${age === 'older' ? 'an' : 'a'} ${age} Parcours (${en}: version ${written}, this one reads ${read}): ${ways[age].en}.`,
  );
};

const name = 'row-shape';

/** How data that begin say the version of the application's rows, as a setting. */
export const rowShapeSetting = (version: number): Readonly<Record<string, string>> => ({ [name]: String(version) });

/**
 * Checks the version of the application's rows; data from before there was one count as version 0.
 * @throws RuntimeRefusal as `checkVersion` does
 */
export const checkRowShape = (settings: Pick<Settings, 'read'>, where: string, read: number): void => {
  checkVersion(where, 'rows', { written: Number(settings.read(name) ?? 0), read });
};
