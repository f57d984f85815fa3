import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const file = '.ci/not-run.json';
const entries = z.array(z.object({ what: z.string(), why: z.string() }));

/** What a run of CI may leave out: a test file or a command, and why. */
export const mayBeLeftOut = (): ReadonlyMap<string, string> => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  return new Map(entries.parse(JSON.parse(text)).map(({ what, why }) => [what, why]));
};

/** Whether this is a run of CI, where nothing is left out without a reason that is written down. */
export const isCi = (value = process.env['CI'] ?? ''): boolean => !['', '0', 'false'].includes(value.toLowerCase());

/** One line about what was not run, and whether that is a failure here. */
export const notRun = (
  what: string,
  { allowed, ci }: { readonly allowed: ReadonlyMap<string, string>; readonly ci: boolean },
): { readonly line: string; readonly isFailure: boolean } => {
  const why = allowed.get(what);
  if (why !== undefined) return { line: `NOT RUN ${what}: ${why}`, isFailure: false };
  return {
    line: ci ? `NOT RUN ${what}: ${file} does not name it, so this run of CI fails` : `NOT RUN ${what}`,
    isFailure: ci,
  };
};
