import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ActionView, CaseView } from '../../shared/api/schemas/case.ts';
import { pathwayViewSchema } from '../../shared/api/schemas/account.ts';
import { caseIn, type Session } from '../support/session.ts';
import { startSystem, type System } from '../support/system.ts';
import { look, send } from '../support/walk.ts';

let system: System;
let team: readonly Session[];
beforeAll(async () => {
  system = await startSystem();
  team = await Promise.all(['coordinator@est', 'supervisor@est', 'caseworker@est'].map(system.as));
});
afterAll(() => system.stop());

/** Chooses among the ways out that are offered; never asked with none. */
type Choose = (offered: readonly ActionView[], at: string) => ActionView | undefined;
type Turn = { readonly at: string; readonly outcome: string };

/** Whoever of the team is offered a way out of the open step, and what they are offered. */
const offer = async (found: CaseView) => {
  for (const session of team) {
    const seen = await session.get(`/v1/cases/${found.caseId}`);
    if (seen.status !== 200) continue;
    const { step, version } = caseIn(seen);
    if (step.actions.length > 0) return { session, version, actions: step.actions };
  }
  throw new Error(`nobody is offered a way out of ${found.step.id}`);
};

/** Follows what the API offers, and knows no step: posts the example of what was chosen to its own address. */
const follow = async (choose: Choose, longest: number): Promise<{ found: CaseView; turns: readonly Turn[] }> => {
  let found = await system.refer();
  const turns: Turn[] = [];
  while (found.status !== 'closed' && turns.length < longest) {
    const { session, version, actions } = await offer(found);
    const at = found.step.id;
    const action = choose(actions, at);
    if (!action) throw new Error('nothing was chosen');
    const answer = await send(session, { ...found, version }, action);
    expect(answer.status).toBe(200);
    found = caseIn(answer);
    turns.push({ at, outcome: action.outcome });
    expect(found.status === 'closed' ? 'end' : found.step.id).toBe(action.next);
    expect(found.step.visit).toBe(found.status === 'closed' ? turns.length : turns.length + 1);
  }
  return { found, turns };
};

/** The same numbers at every run. */
const makeDice = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** The way out that leads where the case has been the least; `pick` decides between equals. */
const leastSeen = (pick: (equals: readonly ActionView[]) => ActionView | undefined): Choose => {
  const seen = new Map<string, number>();
  return (offered, at) => {
    if (seen.size === 0) seen.set(at, 1);
    const times = ({ next }: ActionView): number => seen.get(next) ?? 0;
    const fewest = Math.min(...offered.map(times));
    const chosen = pick(offered.filter((action) => times(action) === fewest));
    if (chosen) seen.set(chosen.next, times(chosen) + 1);
    return chosen;
  };
};

describe('a client that knows no step', () => {
  const ways: string[] = [];
  const dice = makeDice(7);

  test.each([
    ['the first', () => leastSeen((equals) => equals[0])],
    ['the last', () => leastSeen((equals) => equals.at(-1))],
    ['any', () => leastSeen((equals) => equals[Math.floor(dice() * equals.length)])],
    ['any other', () => leastSeen((equals) => equals[Math.floor(dice() * equals.length)])],
    [
      'the first that does not end it',
      () => leastSeen((equals) => equals.findLast(({ next }) => next !== 'end') ?? equals[0]),
    ],
  ])('takes a case to its closure by %s way that is new', async (_which, choose) => {
    const { found, turns } = await follow(choose(), 60);
    expect(found.status).toBe('closed');
    expect(found.closureReason).toBeDefined();
    ways.push(turns.map(({ outcome }) => outcome).join(' '));
  });

  test('has found at least three ways', () => {
    expect(new Set(ways).size).toBeGreaterThanOrEqual(3);
  });
});

/** Ways out that examples alone do not open, and why. */
const closedToExamples: Readonly<Record<string, string>> = {
  'first-contact not-found': 'takes six attempts by three ways over 30 days: tested with the contact thread',
  're-engagement no-contact': 'takes sixteen attempts by two ways over 60 days',
};

test('every way out of every step is taken, but those that examples do not open', async () => {
  const { body } = await (team[0] ?? system.nobody).get('/v1/pathways/pivot/1');
  const published = pathwayViewSchema
    .parse(body)
    .steps.flatMap(({ id, outcomes }) => outcomes.map(({ outcome }) => `${id} ${outcome}`));
  const taken = new Map<string, number>();
  const dice = makeDice(11);
  const choose: Choose = (offered, at) => {
    const times = ({ outcome }: ActionView): number => taken.get(`${at} ${outcome}`) ?? 0;
    const fewest = Math.min(...offered.map(times));
    const equals = offered.filter((action) => times(action) === fewest);
    const chosen = equals[Math.floor(dice() * equals.length)];
    if (chosen) taken.set(`${at} ${chosen.outcome}`, fewest + 1);
    return chosen;
  };
  const open = published.filter((way) => !(way in closedToExamples));
  for (let cases = 0; cases < 60 && open.some((way) => !taken.has(way)); cases += 1) await follow(choose, 30);
  expect(open.filter((way) => !taken.has(way))).toEqual([]);
  expect([...taken.keys()].filter((way) => way in closedToExamples)).toEqual([]);
  expect(Object.keys(closedToExamples).filter((way) => !published.includes(way))).toEqual([]);
}, 60_000);

test('a case that is closed offers nothing more', async () => {
  const { found } = await follow(
    leastSeen((equals) => equals.at(-1)),
    60,
  );
  for (const session of team.slice(0, 2)) {
    const { step, activities } = await look(session, found);
    expect([step.actions, activities]).toEqual([[], []]);
  }
});
