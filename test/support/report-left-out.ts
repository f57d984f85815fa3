import { relative } from 'node:path';
import { isCi, mayBeLeftOut, notRun } from '../../infra/cli/not-run.ts';

type FileResult = { readonly testFilePath: string; readonly testResults: readonly { readonly status: string }[] };

const root = process.cwd();

const leavesOut = ({ testResults }: FileResult): boolean =>
  testResults.some(({ status }) => status === 'pending' || status === 'todo');

/** What there is to say of the test files that skipped something or left it to be written. */
export const leftOutOf = (results: readonly FileResult[], context: Parameters<typeof notRun>[1]) =>
  results.filter(leavesOut).map(({ testFilePath }) => notRun(relative(root, testFilePath), context));

/** Says at the end which test files left something out; in CI that fails, unless the list of what may be names the file. */
export default class ReportLeftOut {
  #error: Error | undefined;

  onRunComplete(_: unknown, { testResults }: { readonly testResults: readonly FileResult[] }): void {
    const left = leftOutOf(testResults, { allowed: mayBeLeftOut(), ci: isCi() });
    for (const { line } of left) process.stderr.write(`${line}\n`);
    const failures = left.filter(({ isFailure }) => isFailure);
    if (failures.length > 0) this.#error = new Error(failures.map(({ line }) => line).join('\n'));
  }

  /** Jest ends the run as failed when this is an error. */
  getLastError(): Error | undefined {
    return this.#error;
  }
}
