import { spawnSync } from 'node:child_process';
import { commitHash, instantOfCommit } from './commit.ts';
import { instants, type Instant } from './instants.ts';
import { dayBoundSuites, jest, timeBoundSuites } from './suites.ts';

// Runs the suites that depend on the time at other times than usual: at every instant of the calendar, or with `--commit`
// at that of the commit. Anything else on the command line goes to jest.
const args = process.argv.slice(2);
const rest = args.filter((arg) => arg !== '--commit');
const isCommit = args.includes('--commit');
const chosen = isCommit ? [instantOfCommit(commitHash('.'))] : instants;
const suites = isCommit ? timeBoundSuites() : dayBoundSuites();

const passes = ({ name, at }: Instant): boolean => {
  process.stdout.write(`\nTEST_NOW=${at} (${name}), ${suites.length} suites\n`);
  const { status } = spawnSync(process.execPath, [...jest, '--silent', ...rest, '--runTestsByPath', ...suites], {
    env: { ...process.env, TEST_NOW: at },
    stdio: 'inherit',
  });
  return status === 0;
};

const failed = chosen.filter((instant) => !passes(instant));
for (const { name, at } of failed) process.stdout.write(`FAILED at TEST_NOW=${at} (${name})\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
