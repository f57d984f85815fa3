import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const configuration = fileURLToPath(new URL('redocly.yaml', import.meta.url));
const redocly = fileURLToPath(new URL('node_modules/@redocly/cli/bin/cli.js', import.meta.url));

const reportSchema = z.object({
  problems: z.array(
    z.object({
      ruleId: z.string(),
      severity: z.string(),
      message: z.string(),
      location: z.array(z.object({ pointer: z.string().optional() })),
    }),
  ),
});

const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** The report of `redocly lint`, whether it found something or not. */
const reportOn = (file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = ['lint', file, '--config', configuration, '--format', 'json', '--max-problems', '10000'];
    execFile(process.execPath, [redocly, ...options], { env: quiet, maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(error ?? new Error('redocly reported nothing'));
    });
  });

/** What Redocly's linter says of an OpenAPI document, one line each: rule, place, sentence. */
export const lintDocument = async (document: object): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const { problems } = reportSchema.parse(JSON.parse(await reportOn(file)));
    return problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''} ${message}`);
  } finally {
    await rm(folder, { recursive: true });
  }
};
