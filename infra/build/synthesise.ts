import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildFunctions } from './build.ts';
import { fingerprint } from './fingerprint.ts';

const sources = [
  'infra/app.ts',
  'infra/assembly.ts',
  'infra/stacks/*.ts',
  'infra/constructs/*.ts',
  'functions/manifest.ts',
  'cdk.json',
];
export const assemblyFolder = 'cdk.out';
const stamp = `${assemblyFolder}/stamp`;

/**
 * Makes sure that the synthesised template is that of the sources, in a process of its own: the CDK's memory goes with it.
 * @throws Error when the synthesis fails; what it said stands on the standard error stream
 */
export const synthesise = async (): Promise<string> => {
  const wanted = `${await buildFunctions()}\n${fingerprint(sources)}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return assemblyFolder;
  rmSync(assemblyFolder, { recursive: true, force: true });
  const synth = spawn(process.execPath, ['infra/app.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // The CDK's own validator takes most of a synthesis; the gate runs it, with nag and cfn-lint, on the same template.
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  const [code] = (await once(synth, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the template could not be synthesised');
  writeFileSync(stamp, wanted);
  return assemblyFolder;
};
