import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inBoth, RuntimeRefusal } from '../refusal.ts';

const bytesIn = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const refuse = (file: string, witness: string): never => {
  const name = basename(witness);
  throw new RuntimeRefusal(
    inBoth(
      `${file} manque ou ne contient rien, alors que ${name} s’y trouve : remettez les fichiers de ce dossier à partir d’une même sauvegarde, ou recommencez à neuf avec --reset, qui efface aussi les clés`,
      `${file} is missing or holds nothing, while ${name} is there: put the files of this folder back from the same backup, or begin anew with --reset, which erases the keys as well`,
    ),
  );
};

const keysBeside = (file: string): string => join(dirname(file), 'keys.json');

/**
 * Refuses an empty data file that something beside it shows to have held data. To be called before SQLite opens it, which
 * throws the log of an empty file away.
 * @throws RuntimeRefusal
 */
export const refuseEmptyFile = (file: string): void => {
  if (bytesIn(file) > 0) return;
  const log = `${file}-wal`;
  if (existsSync(keysBeside(file))) refuse(file, keysBeside(file));
  if (bytesIn(log) > 0) refuse(file, log);
};

const holdsNothing = (db: DatabaseSync): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").get() === undefined ||
  db.prepare('SELECT 1 FROM setting LIMIT 1').get() === undefined;

/**
 * Refuses a data file without a value in it beside keys: it has lost its log. The first start writes values before it makes
 * keys, so that one that was interrupted is not taken for this.
 * @throws RuntimeRefusal
 */
export const refuseLoneKeys = (db: DatabaseSync, file: string): void => {
  if (existsSync(keysBeside(file)) && holdsNothing(db)) refuse(file, keysBeside(file));
};
