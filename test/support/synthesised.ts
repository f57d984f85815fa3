import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { fetchPackages, foldersWithPackages } from './fetch-packages.ts';
import { testNow } from './test-now.ts';
import { synthesise } from '../../infra/build/synthesise.ts';

/** The part that is read here of what Jest says about a run and about a project. */
type Run = { readonly testPathPatterns: { readonly patterns: readonly string[] } };
type Project = { readonly testPathIgnorePatterns: readonly string[] };

/** Before any test: the packages that only some tests need are there, the run has an instant to start at, the functions are built and the template is synthesised, once for the whole run. */
const prepare = async ({ testPathPatterns: { patterns } }: Run, project: Project): Promise<void> => {
  const isMeant = (file: string): boolean =>
    (patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(file))) &&
    !project.testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(file));
  const tests = (folder: string): readonly string[] => globSync(`${folder}/**/*.test.ts`).map((file) => resolve(file));
  fetchPackages(foldersWithPackages.filter((folder) => folder.startsWith('test/') && tests(folder).some(isMeant)));
  testNow();
  await synthesise();
};

// Jest finds a global setup by its default export only.
export default prepare;
