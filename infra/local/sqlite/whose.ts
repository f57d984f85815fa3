import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { ModeName } from '../modes.ts';
import { inBoth, RuntimeRefusal } from '../refusal.ts';
import type { Settings } from './settings.ts';

const name = 'mode';

/** How data that begin say whether they are a demonstration's or an organisation's, as a setting. */
export const modeSetting = (mode: ModeName): Readonly<Record<string, string>> => ({ [name]: mode });

/** Data from before there were two were all a demonstration's. */
const usual: ModeName = 'demonstration';

const refusals: Readonly<Record<ModeName, (where: string) => string>> = {
  demonstration: (where) =>
    inBoth(
      `${where} tient une démonstration, des personnes inventées : donnez à npm run serve un autre dossier avec --data`,
      `${where} holds a demonstration, with invented people: give npm run serve another folder with --data`,
    ),
  installed: (where) =>
    inBoth(
      `${where} tient les dossiers d’un organisme : démarrez-le avec npm run serve, et donnez à la démonstration un autre dossier avec --data`,
      `${where} holds the cases of an organisation: start it with npm run serve, and give the demonstration another folder with --data`,
    ),
};

/** @throws RuntimeRefusal when data were begun in the other mode */
export const checkMode = (settings: Pick<Settings, 'read'>, where: string, mode: ModeName): void => {
  const written = (settings.read(name) ?? usual) as ModeName;
  if (written !== mode) throw new RuntimeRefusal(refusals[written](where));
};

const noteIn = (folder: string): string => join(folder, 'organisme.txt');

/**
 * Says whose a folder is to whoever looks into it, and to what would erase it when the data file can no longer say so.
 * @throws RuntimeRefusal without a folder: what is only in memory is erased by the next stop
 */
export const noteOrganisation = (folder: string | undefined): void => {
  if (folder === undefined) {
    throw new RuntimeRefusal(
      inBoth(
        'les dossiers d’un organisme se gardent sur le disque : donnez --data DIR',
        'the cases of an organisation are kept on the disk: give --data DIR',
      ),
    );
  }
  if (existsSync(noteIn(folder))) return;
  writeFileSync(
    noteIn(folder),
    'Ce dossier tient les dossiers d’un organisme. N’en effacez rien. Sauvegardez-le entier, Parcours arrêté.\n' +
      'This folder holds the cases of an organisation. Erase nothing of it. Back it up whole, with Parcours stopped.\n',
  );
};

/** @throws RuntimeRefusal when a folder says that it holds the cases of an organisation: nothing erases those */
export const refuseNoted = (folder: string): void => {
  if (existsSync(noteIn(folder))) throw new RuntimeRefusal(refusals.installed(folder));
};

/** The same by what the open data file says. @throws RuntimeRefusal */
export const refuseToErase = (db: DatabaseSync, where: string): void => {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").get() === undefined) return;
  const row = db.prepare('SELECT value FROM setting WHERE name = ?').get(name);
  if (row?.['value'] === 'installed') throw new RuntimeRefusal(refusals.installed(where));
};
