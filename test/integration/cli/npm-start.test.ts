import { afterEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testNow } from '../../support/test-now.ts';

const folders: string[] = [];
const groups: ChildProcess[] = [];
afterEach(() => {
  // The group, so that what a failing test left behind goes too.
  for (const { pid } of groups.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // Gone already, as it should be.
    }
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The system as people start it, on free ports and a folder of its own. */
const npmStart = async () => {
  const data = mkdtempSync(join(tmpdir(), 'parcours-npm-start-'));
  folders.push(data);
  const begin = new Date(testNow()).toISOString();
  const options = ['--port', '0', '--aws-port', '0', '--data', data, '--begin', begin, '--seed', '0'];
  const npm = spawn('npm', ['start', '--', ...options], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  groups.push(npm);
  let said = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('Ctrl+C')) {
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}: ${said}`);
    await sleep(50);
  }
  return { npm, apiUrl: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '' };
};

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_local/clock`).then(
    ({ ok }) => ok,
    () => false,
  );

describe('npm start', () => {
  test('begins where it is told, and ends when npm is ended', async () => {
    const { npm, apiUrl } = await npmStart();
    const { now } = (await (await fetch(`${apiUrl}/_local/clock`)).json()) as { now: string };
    expect(Date.parse(now) - testNow()).toBeLessThan(600_000);
    expect(Date.parse(now)).toBeGreaterThanOrEqual(testNow());

    const gone = once(npm, 'exit');
    npm.kill('SIGTERM');
    await gone;
    const until = performance.now() + 20_000;
    while ((await answers(apiUrl)) && performance.now() < until) await sleep(50);
    expect(await answers(apiUrl)).toBe(false);
  });
});
