import { execFile } from 'node:child_process';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentile } from './load.ts';

const run = promisify(execFile);
const rounds = 7;

type Output = { readonly bytes: number; readonly imports: readonly { readonly path: string; readonly kind: string }[] };

/** Bytes of a bundle with all chunks that it reaches. */
const reach = (outputs: Readonly<Record<string, Output>>, file: string, seen = new Set<string>()): number => {
  const output = outputs[file];
  if (!output || seen.has(file)) return 0;
  seen.add(file);
  return output.imports.reduce((bytes, { path }) => bytes + reach(outputs, path, seen), output.bytes);
};

const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'ca-central-1',
  RECORD_TABLE: 'record',
  IDENTITY_TABLE: 'identity',
  KEYS_TABLE: 'keys',
  YOUTH_KEY_ARN: 'arn',
  STATE_MACHINES: '{}',
};

const importMs = async (file: string): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const script = `const t=performance.now();await import(${JSON.stringify(`file://${file}`)});console.log(performance.now()-t)`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: environment });
    times.push(Number(stdout));
  }
  return percentile(times, 0.5);
};

/** Size and import time of each function's bundle, each in a process of its own, beside those of an empty module. */
export const bundles = async () => {
  const outputs = JSON.parse(readFileSync('dist/meta.json', 'utf8')) as Record<string, Output>;
  const empty = join(tmpdir(), 'parcours-empty.mjs');
  writeFileSync(empty, 'export const handler = () => {};\n');
  const nothing = await importMs(empty);
  const lines = [{ name: 'empty', kilobytes: Math.ceil(statSync(empty).size / 1024), importMs: nothing, ratio: 1 }];
  for (const file of globSync('dist/functions/**/handler.mjs').sort()) {
    const time = await importMs(join(process.cwd(), file));
    lines.push({
      name: file.replace('dist/functions/', '').replace('/handler.mjs', ''),
      kilobytes: Math.round(reach(outputs, file) / 1024),
      importMs: time,
      ratio: Number((time / nothing).toFixed(1)),
    });
  }
  return lines;
};
