import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import type { makeMarkers } from '../../support/markers.ts';
import { caseIn, pageIn, type Session } from '../../support/session.ts';
import { look } from '../../support/walk.ts';
import type { Served } from './served.ts';

type Markers = ReturnType<typeof makeMarkers>;

/** Contacts that were tried, by enough ways for the guards on closing without contact. */
const tries = Array.from({ length: 16 }, (_, n) => (['phone', 'text', 'social'] as const)[n % 3]);

/** Milliseconds that an execution may take to come to the next step. */
const patience = 10_000;

/** Of another request each: what is remembered of a first answer is read with all other rows. */
const newKey = () => ({ 'idempotency-key': randomUUID() });

/** Writes a marker into every free text of everything that is sent, and remembers which ways have been taken. */
export const makeWriter = async (served: Served, markers: Markers) => {
  const coordinator = await served.as('coordinator@est');
  const supervisor = await served.as('supervisor@est');
  const team = [coordinator, supervisor];
  const taken = new Set<string>();
  const cases: CaseView[] = [];

  /** A marker, in the shape that an address of this way has. */
  const address = (way: string): string => (way === 'email' ? `${markers.next()}@exemple.org` : markers.next());

  const person = (reach: string) => ({
    name: markers.next(),
    otherNames: [markers.next(), markers.next()],
    reach: [
      { way: reach, value: address(reach) },
      { way: 'through-someone', value: markers.next() },
    ],
    ageBand: '22-25',
  });

  const isNews = ({ caseId, step }: CaseView): boolean =>
    step.state === 'open' && !cases.some((one) => one.caseId === caseId);

  /** The case that came of a referral, once its first step is open. */
  const arrived = async (): Promise<CaseView> => {
    for (const until = performance.now() + patience; performance.now() < until;) {
      const { items } = pageIn(await coordinator.get('/v1/cases?limit=100'));
      for (const { caseId } of items) {
        const found = await look(coordinator, { caseId });
        if (!isNews(found)) continue;
        cases.push(found);
        return found;
      }
    }
    throw new Error('no case came of the referral');
  };

  const refer = async (): Promise<CaseView> => {
    const referrer = await served.as('referrer@est');
    const request = { whyNow: ['leaving-detention'], urgency: 'today', personKnows: 'not-asked', note: markers.next() };
    const { status } = await referrer.post('/v1/referrals', { person: person('social'), request }, newKey());
    if (status !== 202) throw new Error(`the referral was answered ${status}`);
    return arrived();
  };

  const reachOut = async (): Promise<CaseView> => {
    const worker = await served.as('caseworker@est');
    const found = caseIn(await worker.post('/v1/cases', { person: person('email') }, newKey()));
    cases.push(found);
    return found;
  };

  /** Every activity that each of the team may record where the case stands. */
  const recordAll = async (found: CaseView): Promise<void> => {
    for (const session of team) {
      for (const { activity, href, schema, example } of (await look(session, found)).activities) {
        const { status } = await session.post(href, markers.fill(schema, example), newKey());
        if (status !== 201) throw new Error(`${activity} was answered ${status}`);
        taken.add(`activity ${activity}`);
      }
    }
  };

  /** On as many days as there are ways: the attempts of one day count as one. */
  const tryToReach = async (several: readonly CaseView[]): Promise<void> => {
    for (const way of tries) {
      for (const { caseId } of several) {
        const note = markers.next();
        await coordinator.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way, note });
      }
      await served.advanceClock('P1D');
    }
  };

  const draft = (session: Session, { caseId }: CaseView, outcome: string) =>
    session.put(`/v1/cases/${caseId}/draft`, {
      outcome,
      answers: { note: markers.next(), [markers.next()]: [{ deep: markers.next() }] },
    });

  /** Takes one way out of the open step, as whoever of the team is offered it. */
  const complete = async (found: CaseView, outcome: string, instead: object = {}): Promise<CaseView> => {
    for (const session of team) {
      const seen = await look(session, found);
      const action = seen.step.actions.find((one) => one.outcome === outcome);
      if (!action) continue;
      if (!taken.has(`${seen.step.id} draft`)) await draft(session, seen, outcome);
      taken.add(`${seen.step.id} draft`);
      const { properties } = action.schema as { readonly properties: Readonly<Record<string, object>> };
      const free = Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in instead)));
      const answers = markers.fill({ type: 'object', properties: free }, action.example) as object;
      const body = { ...answers, outcome, ...instead };
      const headers = { 'if-match': `"${seen.version}"`, prefer: 'wait=20', ...newKey() };
      taken.add(`${seen.step.id} ${outcome}`);
      return caseIn(await session.post(action.href, body, headers));
    }
    throw new Error(`nobody is offered ${outcome} at ${found.step.id}`);
  };

  /** Interrupts a case, or brings it back: the last part of the address says how. */
  const interrupt = async (found: CaseView, name: string): Promise<CaseView> => {
    const offered = (await look(coordinator, found)).interruptions.find(({ interruption }) => interruption === name);
    if (!offered) throw new Error(`${name} is not offered at ${found.step.id}`);
    caseIn(await coordinator.post(offered.href, markers.fill(offered.schema, offered.example), newKey()));
    taken.add(`interruption ${name}`);
    for (const until = performance.now() + patience; performance.now() < until;) {
      const seen = await look(coordinator, found);
      if (seen.status === 'closed' || seen.step.state === 'open') return seen;
    }
    throw new Error(`nothing came of ${name}`);
  };

  const walk = async (found: CaseView, outcomes: readonly string[]): Promise<CaseView> => {
    let at = found;
    for (const outcome of outcomes) at = await complete(at, outcome);
    return at;
  };

  return { taken, cases, refer, reachOut, recordAll, tryToReach, complete, interrupt, walk };
};

export type Writer = Awaited<ReturnType<typeof makeWriter>>;
