import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchPackages, foldersWithPackages } from '../test/support/fetch-packages.ts';

// Runs a tool of the gate, `node .ci/tool.ts eslint .`, once the packages that it reads and that only the gate or some tests
// need are there.
const [name = '', ...args] = process.argv.slice(2);
fetchPackages(foldersWithPackages);

const command = join(import.meta.dirname, 'node_modules/.bin', name);
const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
if (error) throw error;
process.exitCode = status ?? 1;
