import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import * as z from 'zod';

const run = promisify(execFile);
const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const modules = pathOf('node_modules');

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: 'es2024',
  module: 'nodenext',
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  types: ['node'],
};

const node = (folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, args, { cwd: folder, env: { ...process.env, NODE_OPTIONS: '', ...env } });

/**
 * A folder of somebody else's with the program in `client/`, the types that `openapi-typescript` makes of the document, and
 * the packages of this folder in place of their own.
 */
export const makeClient = async (document: object) => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-client-'));
  await symlink(modules, join(folder, 'node_modules'), 'junction');
  await cp(pathOf('client'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await writeFile(join(folder, 'api.d.ts'), astToString(await openapiTS(JSON.stringify(document))));
  return {
    /** What the compiler says of the program; nothing when it is sound. */
    check: async (): Promise<string> => {
      const compiler = join(modules, 'typescript/bin/tsc');
      const failed = (error: unknown) => z.object({ stdout: z.string() }).parse(error);
      const { stdout } = await node(folder, [compiler, '-p', '.']).catch(failed);
      return stdout;
    },
    /** What the program prints. */
    run: async (env: Readonly<Record<string, string>>): Promise<string> =>
      (await node(folder, ['close-case.ts'], env)).stdout,
    remove: () => rm(folder, { recursive: true }),
  };
};
