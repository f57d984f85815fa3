import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildFunctions } from './build.ts';
import { fingerprint } from './fingerprint.ts';

const sources = [
  'infra/app.ts',
  'infra/assembly.ts',
  'infra/outside-issuer.ts',
  'infra/stacks/*.ts',
  'infra/constructs/*.ts',
  'functions/manifest.ts',
  'cdk.json',
];
export const assemblyFolder = 'cdk.out';

/** What the template is made with beside its sources, as `cdk deploy -c name=value` says it. */
export type Context = Readonly<Record<string, string>>;

/** A template of its own for each configuration, apart from the one that tests and `cdk` use. */
const folderFor = (context: Context): string => {
  if (Object.keys(context).length === 0) return assemblyFolder;
  const configuration = createHash('sha256')
    .update(JSON.stringify(Object.entries(context).sort()))
    .digest('hex');
  return `node_modules/.cache/parcours/${configuration.slice(0, 16)}`;
};

/**
 * Makes sure that the synthesised template is that of the sources and of a configuration, in a process of its own: the CDK's memory goes with it.
 * @throws Error when the synthesis fails; what it said stands on the standard error stream
 */
export const synthesise = async (context: Context = {}): Promise<string> => {
  const folder = folderFor(context);
  const stamp = `${folder}/stamp`;
  const wanted = `${await buildFunctions()}\n${fingerprint(sources)}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  const synth = spawn(process.execPath, ['infra/app.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // The CDK's own validator takes most of a synthesis; the gate runs it, with nag and cfn-lint, on the same template.
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  const [code] = (await once(synth, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the template could not be synthesised');
  writeFileSync(stamp, wanted);
  return folder;
};
