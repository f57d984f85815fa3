import { setTimeout as pause } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './api.d.ts';

/*
 * A program of somebody who has the OpenAPI document and nothing else of ours: `api.d.ts` is generated from it. It refers a
 * youth, takes the case to its closure, and prints its status.
 */

type Completion = paths['/v1/cases/{caseId}/completion']['post']['requestBody']['content']['application/json'];
type Case = components['schemas']['Case'];

const clientOf = (token = '') =>
  createClient<paths>({ baseUrl: process.env['API'] ?? '', headers: { authorization: `Bearer ${token}` } });
type Client = ReturnType<typeof clientOf>;

const referrer = clientOf(process.env['REFERRER']);
const coordinator = clientOf(process.env['COORDINATOR']);
const supervisor = clientOf(process.env['SUPERVISOR']);

/** The body of a good answer. @throws Error with what the refusal says of itself */
const got = <T>({ data, error }: { readonly data?: T; readonly error?: unknown }): T => {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
};

const refer = async (): Promise<void> => {
  const person = { name: 'Zed', reach: [{ way: 'phone' as const, value: '514 555-0123' }], ageBand: '18-21' as const };
  const request = { whyNow: ['wants-change' as const], urgency: 'this-week' as const, personKnows: 'yes' as const };
  got(await referrer.POST('/v1/referrals', { body: { person, request } }));
};

const findCase = async (): Promise<string> => {
  for (;;) {
    const { items } = got(await coordinator.GET('/v1/cases', { params: { query: { limit: 1 } } }));
    const [first] = items;
    if (first?.step.state === 'open') return first.caseId;
    await pause(50);
  }
};

const read = async (client: Client, caseId: string): Promise<Case> =>
  got(await client.GET('/v1/cases/{caseId}', { params: { path: { caseId } } }));

const complete = async (client: Client, caseId: string, body: Completion): Promise<void> => {
  const { version } = await read(client, caseId);
  const header = { 'If-Match': `"${version}"`, Prefer: 'wait=20' };
  got(await client.POST('/v1/cases/{caseId}/completion', { params: { path: { caseId }, header }, body }));
};

const closed = async (caseId: string): Promise<Case> => {
  for (;;) {
    const found = await read(coordinator, caseId);
    if (found.status === 'closed') return found;
    await pause(50);
  }
};

const { items: team } = got(await coordinator.GET('/v1/team'));
const colleague = team.find(({ role }) => role === 'caseworker');
await refer();
const caseId = await findCase();
const { receivedAt } = await read(coordinator, caseId);
const reviewDate = new Date(Date.parse(receivedAt) + 30 * 86_400_000).toISOString().slice(0, 10);

await complete(coordinator, caseId, {
  outcome: 'accepted',
  intensity: 'regular',
  responsible: colleague?.member ?? '',
});
await complete(coordinator, caseId, { outcome: 'reached', way: 'phone', told: 'yes' });
await complete(coordinator, caseId, {
  outcome: 'agreed-without-assessment',
  limitsExplained: 'yes',
  participation: 'yes',
  needsTalk: 'later',
  safeWay: 'phone',
  neverWay: 'none',
  given: 'oral',
});
await complete(coordinator, caseId, {
  outcome: 'agreed-with-youth',
  goals: [{ what: 'Un logement', firstStep: 'Visiter une chambre', who: 'Nous deux', pillar: 'support' }],
  reviewDate,
  youthAgrees: 'yes',
});
await complete(coordinator, caseId, { outcome: 'wind-down' });
await complete(coordinator, caseId, {
  outcome: 'propose',
  reason: 'goals-reached',
  youthView: 'agrees',
  door: '514 555-0100',
});
await complete(supervisor, caseId, { outcome: 'approved' });

// @ts-expect-error What no form has does not compile.
const misspelt: Completion = { outcome: 'reached', way: 'pigeon', told: 'yes' };
const { status, closureReason } = await closed(caseId);
process.stdout.write(JSON.stringify({ caseId, status, closureReason, misspelt: misspelt.outcome }));
