import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Names of a page's files; each holds a hash of what is in it, so that a browser may keep it for good. */
type PageFiles = { readonly script: string; readonly style: string; readonly icon: string };

const namedAs = (files: readonly string[], ending: string): string => {
  const found = files.find((file) => file.endsWith(ending));
  if (found === undefined) throw new Error(`the page has no ${ending}`);
  return found;
};

/**
 * Bundles the pages for browsers into a folder, each file beside itself compressed, with `files.json` to say their names.
 */
export const bundlePage = async (folder: string): Promise<void> => {
  const { metafile } = await build({
    entryPoints: [
      'functions/console/page/main.tsx',
      'functions/console/page/style.css',
      'functions/console/page/icon.svg',
    ],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'safari16', 'chrome109', 'firefox115'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.svg': 'copy' },
    entryNames: '[name]-[hash]',
    tsconfig: 'functions/console/page/tsconfig.json',
  });
  const outputs = Object.keys(metafile.outputs);
  for (const output of outputs) writeFileSync(`${output}.br`, brotliCompressSync(readFileSync(output)));
  const files = outputs.map((output) => basename(output));
  const names: PageFiles = {
    script: namedAs(files, '.js'),
    style: namedAs(files, '.css'),
    icon: namedAs(files, '.svg'),
  };
  writeFileSync(`${folder}/files.json`, JSON.stringify(names));
};
