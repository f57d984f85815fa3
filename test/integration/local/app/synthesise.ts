import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Synthesises the small application into a folder of its own, with CDK in a process of its own. */
export const synthesise = (): {
  readonly assembly: string;
  readonly folder: (name: string) => string;
  readonly clean: () => void;
} => {
  const home = mkdtempSync(join(tmpdir(), 'parcours-test-'));
  const assembly = join(home, 'cdk.out');
  execFileSync(process.execPath, [join(import.meta.dirname, 'app.ts'), assembly], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    assembly,
    folder: (name) => join(home, name),
    clean: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
};
