import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseSummary, CaseView } from '../../shared/api/schemas/case.ts';
import type { PersonView } from '../../shared/api/schemas/person.ts';
import { examplesOf } from '../../shared/domain/pathway/form.ts';
import { entered } from '../../workflows/catalogue.ts';
import { signIn, type DemoSession } from './client.ts';

/** One case of the demonstration: the nth of its organisation, from 0. */
export type SeedCase = { readonly organisation: string; readonly n: number };

/** Invented people. */
const youths = ['Zed', 'Maïka', 'Ti-Lou', 'Kev', 'Nadia', 'Jo', 'Sami', 'Alex'];

export const nameOf = ({ organisation, n }: SeedCase): string => `${organisation}-${n}`;

/** Nobody else gives this address, so that it tells the demonstration's case from one that people made. */
const addressOf = (one: SeedCase): string => `${nameOf(one)}@demonstration.example`;

/**
 * Sends the referral, which is received once however often it is sent; gives the moment when it was.
 * @throws CallRefusedError
 */
export const refer = async (apiUrl: string, one: SeedCase): Promise<string> => {
  const referrer = await signIn(apiUrl, `referrer@${one.organisation}`);
  const person = {
    name: youths[one.n % youths.length],
    reach: [
      { way: 'text', value: `514 555-01${String(one.n).padStart(2, '0')}` },
      { way: 'email', value: addressOf(one) },
    ],
    ageBand: 'unsure',
  };
  const [request] = examplesOf(entered.intake.form);
  const key = { 'idempotency-key': `demo-${nameOf(one)}` };
  const { receivedAt } = (await referrer.post('/v1/referrals', { person, request }, key)) as {
    readonly receivedAt: string;
  };
  return receivedAt;
};

const isOf = async (coordinator: DemoSession, { caseId }: CaseSummary, one: SeedCase): Promise<boolean> => {
  const { reach } = (await coordinator.get(`/v1/cases/${caseId}/person`)) as PersonView;
  return reach.some(({ value }) => value === addressOf(one));
};

/** A case is received within this time of its receipt, so that no other person's identity has to be read. */
const apartMs = 5_000;

/** A receipt says nothing of the case: it is the one received at that moment, about whom only the demonstration knows. */
const findCase = async (coordinator: DemoSession, one: SeedCase, receivedAt: string): Promise<string | undefined> => {
  let cursor = '';
  for (;;) {
    const { items, next } = (await coordinator.get(`/v1/cases?limit=100${cursor}`)) as {
      readonly items: readonly CaseSummary[];
      readonly next?: string;
    };
    for (const found of items) {
      const laterMs = Date.parse(found.receivedAt) - Date.parse(receivedAt);
      if (laterMs >= 0 && laterMs < apartMs && (await isOf(coordinator, found, one))) return found.caseId;
    }
    if (next === undefined) return undefined;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
};

/** A list shows a case a moment after it was received. */
const listedWithinMs = 10_000;
/** A start that was owed when the process was killed is made up for by the sweep. */
const openWithinMs = 120_000;
const pauseMs = 50;

/** Asks until there is an answer, for a while. */
const awaited = async <T>(patienceMs: number, ask: () => Promise<T | undefined>): Promise<T | undefined> => {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined || performance.now() > until) return found;
    await sleep(pauseMs);
  }
};

/** The first cases go further along the pathway than the last. */
const lastVisitOf = ({ n }: SeedCase): number => 1 + Math.max(0, 5 - n);

/** Takes a case along the normal way, as far as its coordinator may. Whoever else works in it is not overtaken. */
const takeAlong = async (coordinator: DemoSession, caseId: string, lastVisit: number): Promise<void> => {
  const look = async (): Promise<CaseView | undefined> => {
    const seen = (await coordinator.get(`/v1/cases/${caseId}`)) as CaseView;
    return seen.step.state === 'open' || seen.status === 'closed' ? seen : undefined;
  };
  let open = await awaited(openWithinMs, look);
  while (open && open.step.visit < lastVisit) {
    const [normal] = open.step.actions;
    if (!normal) return;
    const headers = { 'if-match': `"${open.version}"`, prefer: 'wait=10' };
    open = (await coordinator.post(normal.href, normal.example, headers)) as CaseView;
  }
};

/**
 * Finds the case of a referral that was received, and takes it along.
 * @throws CallRefusedError
 */
export const carryOn = async (apiUrl: string, one: SeedCase, receivedAt: string): Promise<void> => {
  const coordinator = await signIn(apiUrl, `coordinator@${one.organisation}`);
  const caseId = await awaited(listedWithinMs, () => findCase(coordinator, one, receivedAt));
  if (caseId !== undefined) await takeAlong(coordinator, caseId, lastVisitOf(one));
};
