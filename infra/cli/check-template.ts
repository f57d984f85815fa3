import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { makeApp } from '../assembly.ts';
import { buildFunctions } from '../build/build.ts';
import { isCi, mayBeLeftOut, notRun } from './not-run.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What cfn-lint says that is not so, or that is not ours to mend. */
const ignored = [
  // A Succeed of a JSONata machine may have an Output: versions of cfn-lint know the JSONPath language only.
  'E3601',
  // CDK writes DependsOn beside references that say the same.
  'W3005',
];

const reportSchema = z.object({ pluginReports: z.array(z.object({ violations: z.array(z.unknown()) })) });

/** Synthesises under the rules of AwsSolutions. CDK says what they find, and throws for errors; warnings count as well. */
const review = (outdir: string): void => {
  const app = makeApp({ outdir });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  const report = reportSchema.parse(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')));
  const found = report.pluginReports.flatMap(({ violations }) => violations);
  if (found.length > 0) process.exitCode = 1;
  else say('cdk-nag: nothing in AwsSolutions that is not answered where it arises');
};

const lint = (outdir: string): void => {
  const templates = globSync(join(outdir, '*.template.json'));
  const { error, status } = spawnSync('cfn-lint', ['--ignore-checks', ...ignored, '--', ...templates], {
    stdio: 'inherit',
  });
  if (error) {
    const { line, isFailure } = notRun('cfn-lint', { allowed: mayBeLeftOut(), ci: isCi() });
    say(`${line} (pip install cfn-lint)`);
    if (isFailure) process.exitCode = 1;
  } else if (status === 0) {
    say('cfn-lint: the templates are sound');
  } else {
    process.exitCode = 1;
  }
};

await buildFunctions();
const outdir = mkdtempSync(join(tmpdir(), 'parcours-template-'));
try {
  review(outdir);
  lint(outdir);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
