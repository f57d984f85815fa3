import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';

/** Changes a file's text. @throws Error when it is the same afterwards: what was to be changed is not there */
export type Change = {
  /** Files of the assembly, as a pattern below its folder. */
  readonly files: string;
  readonly edit: (text: string) => string;
};

/** A copy of the synthesised assembly in which something is wrong. */
export const writeMutated = ({ files, edit }: Change): { readonly assembly: string; readonly clean: () => void } => {
  const assembly = mkdtempSync(join(tmpdir(), 'parcours-mutated-'));
  cpSync(assemblyFolder, assembly, { recursive: true });
  const changed = globSync(files, { cwd: assembly }).filter((name) => {
    const path = join(assembly, name);
    const text = readFileSync(path, 'utf8');
    const next = edit(text);
    writeFileSync(path, next);
    return next !== text;
  });
  if (changed.length === 0) throw new Error(`nothing was changed in ${files}`);
  return {
    assembly,
    clean: () => {
      rmSync(assembly, { recursive: true, force: true });
    },
  };
};
