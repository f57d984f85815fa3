import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { caseViewSchema, type CaseView } from '../../../shared/api/schemas/case.ts';
import { subOf } from '../system.ts';
import type { Place } from './child.ts';
import type { Acknowledged } from './soundness.ts';

/** Who acts on the cases; each completes what the links of a case let them. */
const users = ['coordinator@est', 'caseworker@est', 'supervisor@est'] as const;
type User = (typeof users)[number] | 'referrer@est';

type Answer = { readonly status: number; readonly body: unknown };
type Way = { readonly href: string; readonly example: Readonly<Record<string, unknown>> };

const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(Math.random() * values.length)];

/** Clients of a system that may be dead at any moment: what was not answered is sent again, with the same key. */
export const makeCrowd = (place: () => Place) => {
  const tokens = new Map<string, Promise<string>>();
  const acknowledged = new Map<string, Acknowledged[]>();
  const unexpected: string[] = [];
  let isOver = false;
  let isGone = false;

  const tokenOf = (apiUrl: string, user: User): Promise<string> => {
    const name = `${apiUrl} ${user}`;
    const token =
      tokens.get(name) ??
      fetch(`${apiUrl}/_local/token`, { method: 'POST', body: JSON.stringify({ user }) })
        .then((answer) => answer.json())
        .then((body) => z.object({ access_token: z.string() }).parse(body).access_token);
    tokens.set(name, token);
    token.catch(() => tokens.delete(name));
    return token;
  };

  const once = async (user: User, path: string, init: RequestInit): Promise<Answer> => {
    const { apiUrl } = place();
    const authorization = `Bearer ${await tokenOf(apiUrl, user)}`;
    const headers = { 'content-type': 'application/json', authorization, ...(init.headers as Record<string, string>) };
    const answer = await fetch(`${apiUrl}${path}`, { ...init, headers });
    return { status: answer.status, body: await answer.json() };
  };

  /** Until it is answered by something else than a failure of the system. */
  const insist = async (user: User, path: string, init: RequestInit = {}): Promise<Answer> => {
    for (;;) {
      const answer = await once(user, path, init).catch(() => undefined);
      if (answer && answer.status < 500) return answer;
      if (isGone) throw new Error('the system does not come back');
      await sleep(30);
    }
  };

  const post = (user: User, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    insist(user, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, 'idempotency-key': randomUUID() },
    });

  /** A refusal that a race explains is none to be told of. */
  const races = [403, 404, 409, 412, 422];
  const expectAnswer = (what: string, { status, body }: Answer): void => {
    if (status >= 300 && !races.includes(status)) unexpected.push(`${what}: ${status} ${JSON.stringify(body)}`);
  };

  const complete = async (user: User, found: CaseView): Promise<void> => {
    // The ways to the end come seldom, so that the cases live.
    const open = found.step.actions.filter(({ next }) => next !== 'end' || Math.random() < 0.2);
    const action = pick(open);
    if (!action) return;
    const answer = await post(user, action.href, action.example, { 'if-match': `"${found.version}"` });
    expectAnswer(action.outcome, answer);
    if (answer.status >= 300) return;
    const { visit, id: step } = found.step;
    const known = acknowledged.get(found.caseId) ?? [];
    acknowledged.set(found.caseId, [...known, { visit, step, outcome: action.outcome, by: subOf(user) }]);
  };

  const follow = async (user: User, name: string, way: Way | undefined): Promise<void> => {
    if (way) expectAnswer(name, await post(user, way.href, way.example));
  };

  const act = async (user: User, caseId: string): Promise<void> => {
    const { status, body } = await insist(user, `/v1/cases/${caseId}`);
    if (status !== 200) return;
    const found = caseViewSchema.parse(body);
    const chance = Math.random();
    if (chance < 0.15) await follow(user, 'activity', pick(found.activities));
    else if (chance < 0.3 || found.status !== 'open') await follow(user, 'interruption', pick(found.interruptions));
    else await complete(user, found);
  };

  return {
    refer: async (): Promise<void> => {
      const person = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' };
      const request = { whyNow: ['wants-change'], urgency: 'this-week', personKnows: 'yes' };
      expectAnswer('referral', await post('referrer@est', '/v1/referrals', { person, request }));
    },

    /** One client: acts on any of the cases until it is over, and finishes what it has begun. */
    run: async (caseIds: readonly string[]): Promise<void> => {
      while (!isOver) {
        const user = pick(users);
        const caseId = pick(caseIds);
        if (user && caseId !== undefined) await act(user, caseId);
      }
    },

    end: (): void => {
      isOver = true;
    },

    /** The system does not come back: nobody waits for it any longer. */
    giveUp: (): void => {
      isGone = true;
    },

    get: insist,
    acknowledgedOf: (caseId: string): readonly Acknowledged[] => acknowledged.get(caseId) ?? [],
    unexpected,
  };
};
