import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort, run } from '../../support/run.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** What `npm run walk` says and how it ends. */
const walk = async (...args: readonly string[]) => {
  const walking = run('walk', ...args);
  const code = await walking.ended;
  return { lines: walking.out().trimEnd().split('\n'), complained: walking.errors().join('\n'), code };
};

/** A line of French and English, each of what was open, what was done and what came of it. */
const stepsIn = ([, ...lines]: readonly string[]) =>
  lines.map((line) => line.split(' / ').map((language) => language.split(' → ')));

describe('npm run walk', () => {
  test.each(['first', 'last', 'random'])('takes a new case to its closure, %s', async (way) => {
    const { lines, complained, code } = await walk(way, '--api', system.runtime.apiUrl);
    expect({ complained, code }).toEqual({ complained: '', code: 0 });
    const steps = stepsIn(lines);
    expect(steps.length).toBeGreaterThan(2);
    for (const [n, languages] of steps.entries()) {
      expect(languages.map((parts) => parts.length)).toEqual([3, 3]);
      if (n > 0) expect(languages.map(([from]) => from)).toEqual(steps[n - 1]?.map(([, , to]) => to));
    }
    expect(lines.at(-1)).toMatch(/→ Dossier fermé : .+ \/ .+→ Case closed: .+/);
  });

  test('takes another way with last than with first, which is the usual one', async () => {
    const api = ['--api', system.runtime.apiUrl];
    const [usual, first, last] = [await walk(...api), await walk('first', ...api), await walk('last', ...api)];
    expect(stepsIn(usual.lines)).toEqual(stepsIn(first.lines));
    expect(stepsIn(last.lines)).not.toEqual(stepsIn(first.lines));
  });

  test('says in both languages to run npm start where no system answers', async () => {
    const api = `http://127.0.0.1:${await freePort()}`;
    expect(await walk('--api', api)).toEqual({
      lines: [''],
      complained: `Aucun système de démonstration ne répond à ${api} : lancez \`npm start\`, puis recommencez. / No demonstration system answers at ${api}: run \`npm start\`, then try again.`,
      code: 1,
    });
  });

  test('shows how it is used to who names a way that it does not know', async () => {
    const { complained, code } = await walk('sideways');
    expect(complained).toContain('npm run walk -- [first|last|random]');
    expect(code).toBe(2);
  });
});
