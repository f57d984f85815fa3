import { globSync, lstatSync } from 'node:fs';
import { join } from 'node:path';

// What `npm ci` brings stays small enough for a slow line and an old laptop: what only some tests or the gate need, they
// fetch themselves (`test/support/fetch-packages.ts`).
const greatestMb = 400;
const blockBytes = 512;

const folder = join(import.meta.dirname, '../node_modules');
const files = globSync('**', { cwd: folder, exclude: (name) => name === '.cache' });
const bytes = files.reduce((sum, file) => sum + lstatSync(join(folder, file)).blocks * blockBytes, 0);
const sizeMb = Math.ceil(bytes / 2 ** 20);
process.stdout.write(`node_modules: ${sizeMb} MB of ${greatestMb}\n`);
if (sizeMb > greatestMb) process.exitCode = 1;
