import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { outputFolder } from '../../infra/build/build.ts';
import { assemblyFolder } from '../../infra/build/synthesise.ts';
import { environmentOf } from '../../infra/local/lambda/environment.ts';
import { functionSpec, type FunctionSpec } from '../../infra/local/lambda/function-spec.ts';
import { readAssembly } from '../../infra/local/template/assembly.ts';
import { loadTemplate } from '../../infra/local/template/load-template.ts';
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

const importMs = async (file: string, environment: Readonly<Record<string, string>>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const script = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});console.log(performance.now()-t)`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: environment });
    times.push(Number(stdout));
  }
  return percentile(times, 0.5);
};

/** The functions of the synthesised template, each with the variables that it gives them. */
const functionsIn = (assembly: string): readonly FunctionSpec[] => {
  const { stacks, assets } = readAssembly(assembly);
  const surroundings = { account: '000000000000', apiUrl: 'http://127.0.0.1:4000', versionOf: () => 1 };
  return loadTemplate({ stacks }, surroundings)
    .ofType('AWS::Lambda::Function')
    .map((resource) => functionSpec(resource, assets))
    .sort((a, b) => a.file.localeCompare(b.file));
};

/** No bundle calls AWS while it is imported. */
const place = {
  region: 'ca-central-1',
  awsUrl: 'http://127.0.0.1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none', sessionToken: 'none' },
};

/** Size and import time of each function's bundle, each in a process of its own, beside those of an empty module. */
export const bundles = async () => {
  const outputs = JSON.parse(readFileSync('dist/meta.json', 'utf8')) as Record<string, Output>;
  const empty = join(tmpdir(), 'parcours-empty.mjs');
  writeFileSync(empty, 'export const handler = () => {};\n');
  const nothing = await importMs(empty, {});
  const lines = [{ name: 'empty', kilobytes: Math.ceil(statSync(empty).size / 1024), importMs: nothing, ratio: 1 }];
  for (const spec of functionsIn(assemblyFolder)) {
    const time = await importMs(join(spec.folder, spec.file), environmentOf(spec, place));
    lines.push({
      name: dirname(spec.file),
      kilobytes: Math.round(reach(outputs, join(outputFolder, spec.file)) / 1024),
      importMs: time,
      ratio: Number((time / nothing).toFixed(1)),
    });
  }
  return lines;
};
