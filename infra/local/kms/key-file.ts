import { randomBytes } from 'node:crypto';
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
import { RuntimeRefusal } from '../refusal.ts';

const fileSchema = z.object({ keys: z.record(z.string(), z.base64()) });

/** Key id → 32 bytes. */
export type KeyMaterial = ReadonlyMap<string, Buffer>;

/** Group and others. */
const others = 0o077;

const readFile = (file: string): Map<string, Buffer> => {
  if (!existsSync(file)) return new Map();
  if (process.platform !== 'win32' && (statSync(file).mode & others) !== 0) {
    throw new RuntimeRefusal(`${file} can be read by others: chmod 600 it, and think of its keys as known`);
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new RuntimeRefusal(`${file} cannot be read: give this user permission`);
  }
  const parsed = fileSchema.safeParse(jsonIn(text));
  if (!parsed.success) throw new RuntimeRefusal(`${file} is damaged: restore it from a backup`);
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

type Options = {
  /** Undefined in memory. */
  readonly folder: string | undefined;
  readonly keyIds: readonly string[];
  /** Keys under which something may have been sealed already. */
  readonly inUse: readonly string[];
};

/**
 * The material of the template's keys, made at first use and kept in `<folder>/keys.json`, mode 0600.
 * @throws RuntimeRefusal when the file is open to others, damaged, or lacks a key that is in use.
 */
export const openKeys = ({ folder, keyIds, inUse }: Options): KeyMaterial => {
  const file = folder === undefined ? undefined : join(folder, 'keys.json');
  const keys = file === undefined ? new Map<string, Buffer>() : readFile(file);
  const lost = inUse.find((id) => !keys.has(id));
  if (file !== undefined && lost !== undefined) {
    throw new RuntimeRefusal(`${file} lacks the key ${lost} that the data is sealed with: restore it from a backup`);
  }
  const missing = keyIds.filter((id) => !keys.has(id));
  for (const id of missing) keys.set(id, randomBytes(32));
  if (file !== undefined && missing.length > 0) writeFile(file, keys);
  return keys;
};
