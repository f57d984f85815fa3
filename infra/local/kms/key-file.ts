import { hkdfSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { inBoth, RuntimeRefusal } from '../refusal.ts';

const keyBytes = 32;

const fileSchema = z.object({
  keys: z.record(
    z.string(),
    z.base64().refine((text) => Buffer.from(text, 'base64').length === keyBytes),
  ),
});

/** Key id → 32 bytes. */
export type KeyMaterial = ReadonlyMap<string, Buffer>;

/** What the data say of their keys. */
export type KeyRecord = {
  /** Keys under which something may have been sealed already. */
  readonly inUse: readonly string[];
  /** Key id → check value, of keys in use and of those that a start was about to write into their file. */
  readonly checks: Readonly<Record<string, string>>;
};

/** Key id → a value that tells keys apart, and from which nothing about them can be learned. */
export const checksOf = (keys: KeyMaterial): KeyRecord['checks'] =>
  Object.fromEntries(
    [...keys].map(([id, key]) => [
      id,
      Buffer.from(hkdfSync('sha256', key, '', 'parcours key check', keyBytes)).toString('base64'),
    ]),
  );

const restore = {
  fr: 'remettez-le avec parcours.sqlite à partir d’une même sauvegarde, ou recommencez à neuf avec --reset, qui efface les données',
  en: 'put it and parcours.sqlite back from the same backup, or begin anew with --reset, which erases the data',
} as const;

const refusal = (fr: string, en: string): RuntimeRefusal =>
  new RuntimeRefusal(inBoth(`${fr} : ${restore.fr}`, `${en}: ${restore.en}`));

/** Group and others. */
const others = 0o077;

const readFile = (file: string): Map<string, Buffer> => {
  if (!existsSync(file)) return new Map();
  if (process.platform !== 'win32' && (statSync(file).mode & others) !== 0) {
    throw new RuntimeRefusal(
      inBoth(
        `${file} peut être lu par d’autres : faites chmod 600, et tenez ses clés pour connues`,
        `${file} can be read by others: chmod 600 it, and think of its keys as known`,
      ),
    );
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new RuntimeRefusal(
      inBoth(
        `${file} ne peut pas être lu : donnez-en le droit à ce compte`,
        `${file} cannot be read: give this user permission`,
      ),
    );
  }
  const parsed = fileSchema.safeParse(jsonIn(text));
  if (!parsed.success) throw refusal(`${file} est abîmé`, `${file} is damaged`);
  return new Map(Object.entries(parsed.data.keys).map(([id, material]) => [id, Buffer.from(material, 'base64')]));
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return; // has no such thing
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** Whole or not at all: written beside, made durable, then renamed over. */
const writeFile = (file: string, keys: KeyMaterial): void => {
  const beside = `${file}.new`;
  const text = JSON.stringify({ keys: Object.fromEntries([...keys].map(([id, key]) => [id, key.toString('base64')])) });
  const descriptor = openSync(beside, 'w', 0o600);
  try {
    chmodSync(beside, 0o600); // one that a crash left behind keeps its own mode
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(beside, file);
  syncFolder(dirname(file));
};

/** @throws RuntimeRefusal when keys that the data are sealed with are not there, or others in their place */
const refuseOthers = (file: string, keys: KeyMaterial, { inUse, checks }: KeyRecord): void => {
  const lost = inUse.find((id) => !keys.has(id));
  if (lost !== undefined && keys.size === 0) {
    throw refusal(`${file} manque`, `${file} is missing`);
  }
  if (lost !== undefined) {
    throw refusal(
      `${file} n’a pas la clé ${lost}, qui scelle les données`,
      `${file} lacks the key ${lost} that the data is sealed with`,
    );
  }
  const found = Object.entries(checksOf(keys));
  const isKnown = found.length === 0 || found.some(([id]) => id in checks || inUse.includes(id));
  if (!isKnown || found.some(([id, check]) => (checks[id] ?? check) !== check)) {
    throw refusal(
      `les clés de ${file} ne sont pas celles des données`,
      `the keys in ${file} are not those of the data`,
    );
  }
};

type Options = {
  /** Undefined in memory. */
  readonly folder: string | undefined;
  readonly keyIds: readonly string[];
  readonly record: KeyRecord;
  /**
   * Writes the check values of new keys into the data, durably, before the keys are written: when the process is killed in
   * between, the next start knows both a file that is not there yet and one that is there for its own.
   */
  readonly intend: (checks: KeyRecord['checks']) => void;
};

/**
 * The material of the template's keys, made at first use and kept in `<folder>/keys.json`, mode 0600.
 * @throws RuntimeRefusal when the file is open to others, damaged, gone while the data need it, or that of other data.
 */
export const openKeys = ({ folder, keyIds, record, intend }: Options): KeyMaterial => {
  const file = folder === undefined ? undefined : join(folder, 'keys.json');
  const keys = file === undefined ? new Map<string, Buffer>() : readFile(file);
  if (file !== undefined) refuseOthers(file, keys, record);
  const missing = keyIds.filter((id) => !keys.has(id));
  for (const id of missing) keys.set(id, randomBytes(keyBytes));
  if (file !== undefined && missing.length > 0) {
    intend(checksOf(keys));
    writeFile(file, keys);
  }
  return keys;
};
