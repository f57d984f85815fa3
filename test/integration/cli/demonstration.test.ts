import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { referral } from '../../support/disk/referral.ts';
import { mustServe, until, type Served } from '../../support/disk/served.ts';
import { caseIn, pageIn } from '../../support/session.ts';
import { testNow } from '../../support/test-now.ts';

let folder: string;
let served: Served;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-demonstration-'));
});
afterEach(async () => {
  await served.kill();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (seed: number): Promise<void> => {
  served = await mustServe(folder, '--begin', new Date(testNow()).toISOString(), '--seed', String(seed));
};

/** The cases of an organisation, in the order in which they were received. */
const casesOf = async (organisation: string) => {
  const coordinator = await served.as(`coordinator@${organisation}`);
  const { items } = pageIn(await coordinator.get('/v1/worklist?limit=100'));
  return items.toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt));
};

const visitsOf = async (organisation: string) => (await casesOf(organisation)).map(({ step }) => step.visit);

/** Refers somebody, as a person does, and gives their case. */
const referByHand = async (): Promise<string> => {
  const [referrer, coordinator] = [await served.as('referrer@est'), await served.as('coordinator@est')];
  expect((await referrer.post('/v1/referrals', referral('Camille'))).status).toBe(202);
  let mine: string | undefined;
  await until(async () => {
    for (const { caseId } of await casesOf('est')) {
      const { body } = await coordinator.get(`/v1/cases/${caseId}/person`);
      if ((body as { name?: string }).name === 'Camille') mine = caseId;
    }
    return mine !== undefined;
  });
  return String(mine);
};

/** Takes the usual way on with a case, where there is one. */
const completeStep = async (caseId: string): Promise<void> => {
  const coordinator = await served.as('coordinator@est');
  const { step, version } = caseIn(await coordinator.get(`/v1/cases/${caseId}`));
  const [usual] = step.actions;
  if (usual) await coordinator.post(usual.href, usual.example, { 'if-match': `"${version}"` });
};

const visitOf = async (caseId: string) => (await casesOf('est')).find((one) => one.caseId === caseId)?.step.visit;

/** How far along the cases of an organisation are when nobody disturbs: the first ones further. */
const undisturbed = [6, 5, 4, 3];
const isWhole = async () => JSON.stringify(await visitsOf('nord')) === JSON.stringify(undisturbed);

/** Long enough for a case to be taken along, if somebody were to. */
const aWhileMs = 2_000;

describe('the demonstration', () => {
  test('goes on where it was killed with no case twice, and is not begun again once it is whole', async () => {
    await start(4);
    await until(async () => (await casesOf('est')).length >= 2);
    await served.kill();
    await start(4);
    await until(isWhole);
    expect(await visitsOf('est')).toEqual(undisturbed);
    expect(served.said()).toEqual([]);

    const mine = await referByHand();
    await served.kill();
    await start(4);
    await sleep(aWhileMs);
    expect(await visitOf(mine)).toBe(1);
    expect(await visitsOf('est')).toEqual([...undisturbed, 1]);
    expect(await visitsOf('nord')).toEqual(undisturbed);
  });

  test('leaves what people make alone, and lets them work in its own cases, while it is being made', async () => {
    await start(4);
    const mine = await referByHand();
    let isPast = false;
    while (!isPast) {
      for (const { caseId } of await casesOf('est')) if (caseId !== mine) await completeStep(caseId);
      isPast = (await casesOf('nord')).length > 0;
    }
    await until(isWhole);
    expect(await visitOf(mine)).toBe(1);
    expect(await casesOf('est')).toHaveLength(5);
    for (const line of served.said()) expect(line).toMatch(/ 412 /);
  });

  test('is none when none was asked for at the first start, and takes nobody’s case along', async () => {
    await start(0);
    const mine = await referByHand();
    await sleep(aWhileMs);
    expect(await visitOf(mine)).toBe(1);
    await served.kill();
    await start(4);
    await sleep(aWhileMs);
    expect(await visitsOf('est')).toEqual([1]);
    expect(await visitsOf('nord')).toEqual([]);
  });
});
