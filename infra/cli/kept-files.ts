import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The files of the repository, by their path from its root. */
export type Files = {
  readonly read: (path: string) => string | undefined;
  readonly write: (path: string, content: string) => void;
};

/** A file whose content follows from the code. */
export type KeptFile = { readonly path: string; readonly content: string };

/** What a command line answers. */
export type Answer = { readonly text: string; readonly code: 0 | 1 };

/** The files of this checkout. */
export const files: Files = {
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
  write: (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  },
};

export const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

/** Compares files with what they should hold, and writes those that are out of date when told. */
export const keep = (kept: readonly KeptFile[], { read, write }: Files, isWriting: boolean): Answer => {
  const stale = kept.filter(({ path, content }) => read(path) !== content);
  if (isWriting) for (const { path, content } of stale) write(path, content);
  const word = isWriting ? 'écrit / written' : 'périmé / stale';
  return {
    text: lines([
      ...kept.filter((one) => !stale.includes(one)).map(({ path }) => `à jour / up to date  ${path}`),
      ...stale.map(({ path }) => `${word}  ${path}`),
    ]),
    code: isWriting || stale.length === 0 ? 0 : 1,
  };
};
