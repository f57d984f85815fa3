import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const folders = ['docs', 'functions', 'infra', 'shared', 'test', 'workflows'];
const codeExtensions = ['.ts', '.tsx', '.js', '.mjs', '.json', '.yml'];

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const exists = (path: string): boolean => existsSync(join(root, path));

const within = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(folder, path).replaceAll('\\', '/'),
  );

/** Every file and folder of the repository that documents may speak of, by its path from the root. */
export const paths: readonly string[] = folders.flatMap(within);

/** The documents that people write and those that follow from the code. */
export const documents: readonly string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...paths.filter((path) => path.startsWith('docs/') && path.endsWith('.md')),
];

/** All code in one text, without this test of words, whose examples are wrong on purpose. */
export const code: string = paths
  .filter((path) => codeExtensions.includes(extname(path)) && !path.startsWith('test/unit/docs/'))
  .map(read)
  .join('\n');

export const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

/** The text of a program and of all that it imports within its own folder: its usage is there. */
const programText = (entry: string): string => {
  const text = read(entry);
  const beside = [...text.matchAll(/from '(\.\/[^']+\.ts)'/g)].map(([, name = '']) => join(dirname(entry), name));
  return [text, ...beside.map(programText)].join('\n');
};

/** The text of the program of ours that a script runs; nothing for a script that runs somebody else’s. */
export const programOf = (script: string): string | undefined => {
  const entry = / ((?:infra|test)\/[\w/-]+\.ts)$/.exec(scripts[script] ?? '')?.[1];
  return entry === undefined ? undefined : programText(entry);
};
