import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp, type Application } from '../../../infra/assembly.ts';
import type { Change, Template } from './cloudformation.ts';

/** The stacks of an application, in the order in which `cdk deploy` takes them, and the stacks that each waits for. */
export type Synthesised = readonly (Change & { readonly region: string; readonly after: readonly string[] })[];

/** Synthesises an application with a configuration of its own. Nothing of it stays on the disk. */
export const synthesised = (application: Application = {}): Synthesised => {
  const outdir = mkdtempSync(join(tmpdir(), 'parcours-configuration-'));
  try {
    // The gate validates the template once; here only what refers to what is of interest.
    const assembly = makeApp({ ...application, outdir, builtinCloudFormationValidation: false }).synth();
    return assembly.stacks.map(({ stackName, templateFullPath, environment, dependencies }) => ({
      stack: stackName,
      region: environment.region,
      template: JSON.parse(readFileSync(templateFullPath, 'utf8')) as Template,
      after: dependencies.map(({ id }) => id),
    }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};
