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
import { dirname } from 'node:path';
import { inBoth, RuntimeRefusal } from './refusal.ts';

/** Group and others. */
const others = 0o077;

/**
 * The text of a file of secrets; undefined when there is none.
 * @throws RuntimeRefusal when others can read it, or this user cannot
 */
export const readPrivateFile = (file: string): string | undefined => {
  if (!existsSync(file)) return undefined;
  if (process.platform !== 'win32' && (statSync(file).mode & others) !== 0) {
    throw new RuntimeRefusal(
      inBoth(
        `${file} peut être lu par d’autres : faites chmod 600, et tenez ses clés pour connues`,
        `${file} can be read by others: chmod 600 it, and think of its keys as known`,
      ),
    );
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new RuntimeRefusal(
      inBoth(
        `${file} ne peut pas être lu : donnez-en le droit à ce compte`,
        `${file} cannot be read: give this user permission`,
      ),
    );
  }
};

const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return; // has no such thing
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** Writes a file of secrets, mode 0600: whole or not at all, written beside, made durable, then renamed over. */
export const writePrivateFile = (file: string, text: string): void => {
  const beside = `${file}.new`;
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

/** JSON text as a value; undefined when it is none. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
