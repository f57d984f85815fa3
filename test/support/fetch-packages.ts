import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Folders with packages of their own, which only the gate or the tests beside them need: `npm ci` at the root leaves them out. */
export const foldersWithPackages = ['.ci', 'test/e2e/pages', 'test/integration/openapi', 'test/unit/time'] as const;

type Folder = (typeof foldersWithPackages)[number];

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Fetches the packages of each folder by its lock file, unless they are there. */
export const fetchPackages = (folders: readonly Folder[]): void => {
  for (const folder of folders) {
    const lock = join(root, folder, 'package-lock.json');
    const fetched = join(root, folder, 'node_modules/.fetched-lock.json');
    if (textOf(lock) === textOf(fetched)) continue;
    process.stderr.write(`npm ci in ${folder}: packages that are not there yet\n`);
    const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], {
      cwd: join(root, folder),
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      throw new Error(
        `npm could not fetch the packages of ${folder}${error ? ` (${error.message})` : ''}. ` +
          `Run \`npm ci\` in that folder to see why; tests elsewhere need nothing of it: \`npm test -- test/unit/domain\`.`,
      );
    }
    copyFileSync(lock, fetched);
  }
};
