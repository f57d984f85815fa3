import { spawnSync } from 'node:child_process';

export const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
] as const;

/** What reads `TEST_NOW`: a suite that reaches it depends on when it runs. */
const clock = 'test/support/test-now.ts';

/** The tables of a whole year begin at a moment of their own. */
const ofTheirOwn = /\/vignettes\/(calendrier-|semaine-ordinaire|une-equipe-inegale)/;

/** What kills processes, tries every grant or reads every row does so the same on any day: one run a commit is enough. */
const sameEveryDay = /\/test\/(e2e|privacy|protocol|integration\/(engine|iam|local)|integration\/api\/anything)/;

/** The test files that read the clock: found by what they import, so that none has to be listed. */
export const timeBoundSuites = (): readonly string[] => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...jest, '--listTests', '--findRelatedTests', clock],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`jest does not list its tests: ${stderr}`);
  return stdout.split('\n').filter((file) => file !== '' && !ofTheirOwn.test(file));
};

/** Those of them that ask what day it is, for the many instants of the calendar. */
export const dayBoundSuites = (): readonly string[] => timeBoundSuites().filter((file) => !sameEveryDay.test(file));
