import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustServe, until, type Served } from '../support/disk/served.ts';
import { referral } from '../support/disk/referral.ts';
import { problemIn } from '../support/session.ts';

const clockOf = async ({ apiUrl }: Served): Promise<number> => {
  const { now } = (await (await fetch(`${apiUrl}/_local/clock`)).json()) as { now: string };
  return Date.parse(now);
};

const move = ({ apiUrl }: Served, advance: string) =>
  fetch(`${apiUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ advance }) });

describe.each([
  ['full', 'fill', 'free', /est plein .* is full/],
  ['read-only', 'lock', 'unlock', /ne peut plus être écrit .* can no longer be written/],
] as const)('a disk that is %s', (_, fault, mend, words) => {
  let folder: string;
  let served: Served;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-full-'));
    served = await mustServe(folder);
  });
  afterAll(async () => {
    await served.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const refer = async (language = 'fr') =>
    (await served.as('referrer@est')).post('/v1/referrals', referral(), { 'accept-language': language });

  test('is told of in one line, refuses writes with a sentence, lets people read, and needs no restart', async () => {
    expect((await refer()).status).toBe(202);
    await served.inflict(fault);

    const refused = await refer();
    expect(problemIn(refused)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(problemIn(refused).title).toMatch(/Rien ne peut être enregistré en ce moment/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(problemIn(await refer('en')).title).toMatch(/Nothing can be recorded at the moment/);

    const coordinator = await served.as('coordinator@est');
    expect((await coordinator.get('/v1/cases')).status).toBe(200);
    expect((await fetch(`${served.apiUrl}/`)).status).toBe(200);

    // Longer than timers and tries take.
    await sleep(6_000);
    expect(served.isRunning()).toBe(true);
    expect(served.said()).toEqual([expect.stringMatching(words)]);

    await served.inflict(mend);
    await served.says(/l’écriture a repris .* recording has resumed/);
    expect((await refer()).status).toBe(202);
  });

  test('lets no time pass, and all of it once it takes writes again', async () => {
    await served.inflict(fault);
    expect((await refer()).status).toBe(503);
    const before = await clockOf(served);
    const answer = await move(served, 'P1D');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ status: 503, title: expect.stringMatching(words) as unknown });
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect((await clockOf(served)) - before).toBeLessThan(3_600_000);

    await served.inflict(mend);
    await until(async () => (await refer()).status === 202);
    expect((await move(served, 'P1D')).status).toBe(200);
    const shown = await clockOf(served);
    await served.kill();
    served = await mustServe(folder);
    expect(await clockOf(served)).toBeGreaterThanOrEqual(shown);
  });
});
