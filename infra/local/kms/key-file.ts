import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonIn, readPrivateFile, writePrivateFile } from '../private-file.ts';
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

const readFile = (file: string): Map<string, Buffer> => {
  const text = readPrivateFile(file);
  if (text === undefined) return new Map();
  const parsed = fileSchema.safeParse(jsonIn(text));
  if (!parsed.success) throw refusal(`${file} est abîmé`, `${file} is damaged`);
  return new Map(Object.entries(parsed.data.keys).map(([id, material]) => [id, Buffer.from(material, 'base64')]));
};

const writeFile = (file: string, keys: KeyMaterial): void => {
  writePrivateFile(
    file,
    JSON.stringify({ keys: Object.fromEntries([...keys].map(([id, key]) => [id, key.toString('base64')])) }),
  );
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
