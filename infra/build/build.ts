import { build, type Metafile } from 'esbuild';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundlePage } from './bundle-page.ts';
import { fingerprint } from './fingerprint.ts';

const sources = [
  'functions/**/*.{ts,tsx,css,svg}',
  'shared/**/*.ts',
  'workflows/**/*.ts',
  'infra/build/*.ts',
  'package-lock.json',
];
const stamp = 'dist/stamp';

/** Where the bundles are: one folder, one asset. A change of any function's code touches all of them. */
export const outputFolder = 'dist/functions';

/** Some dependencies are CommonJS and expect `require`; this gives the ES module one. */
const requireBanner =
  "import{createRequire as parcoursRequire}from'node:module';const require=parcoursRequire(import.meta.url);";

/** Bundles every function with chunks that they share, for the Lambda runtime's Node. */
const bundle = async (): Promise<Metafile> => {
  const { metafile } = await build({
    entryPoints: globSync('functions/**/handler.ts').sort(),
    outdir: outputFolder,
    outbase: 'functions',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    metafile: true,
    legalComments: 'none',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    mainFields: ['module', 'main'],
    banner: { js: requireBanner },
  });
  return metafile;
};

/** Builds the functions and the pages unless nothing has changed since the last time. Returns the fingerprint of what they are built from. */
export const buildFunctions = async (): Promise<string> => {
  const wanted = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return wanted;
  rmSync('dist', { recursive: true, force: true });
  const { outputs } = await bundle();
  await bundlePage(`${outputFolder}/console/page`);
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/meta.json', JSON.stringify(outputs));
  writeFileSync(stamp, wanted);
  return wanted;
};
