import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { openApi } from '../../../shared/api/openapi/document.ts';
import { routes } from '../../../shared/api/routes.ts';
import { published } from '../../../workflows/catalogue.ts';
import type { Answer, Headers, Session } from '../../support/session.ts';
import { startSystem, zed, type System } from '../../support/system.ts';

/** Requests for each seed, and how many seeds: `npm run test:long` asks for more of both. */
const numRuns = Number(process.env['HOSTILE_REQUESTS'] ?? 500);
const seeds = Array.from({ length: Number(process.env['HOSTILE_SEEDS'] ?? 1) }, (_one, index) => index + 1);

type Schema = Readonly<Record<string, unknown>> & { readonly examples?: readonly unknown[] };
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
};
const document = openApi(routes, published) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters }]) => ({ path, method: method.toUpperCase(), parameters })),
);
const reads = operations.filter(({ method, path }) => method === 'GET' && path.includes('{caseId}'));
const examples = Object.values(document.components.schemas).flatMap((schema) => schema.examples ?? []);

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const wide = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_one, at) => [`f${at}`, at]));

const oddText = fc.constantFrom(
  '',
  '\u0000',
  '\ud800',
  '\u202egnp',
  '🦊',
  '__proto__',
  'constructor',
  '9999-12-31',
  '2026-02-30',
  '${jndi:x}',
  "' OR 1=1 --",
  'x'.repeat(5_000),
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom<unknown>(null, true, -1, 1.5, 1e308, 9007199254740993, [], {}, wide(3), [[[[[[]]]]]]),
  fc.jsonValue({ maxDepth: 3 }),
);

/** An example with some of its members replaced, and members that nobody asked for. */
const spoilt = fc
  .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(20), odd), { maxLength: 3 }))
  .map(([example, changes]) => {
    const entries = Object.entries(example as object);
    for (const [at, value] of changes) {
      const name = entries[at]?.[0] ?? (at % 2 === 0 ? 'constructor' : 'toString');
      entries[at < entries.length ? at : entries.length] = [name, value];
    }
    return JSON.stringify(Object.fromEntries(entries));
  });

const body = fc.oneof(
  { weight: 4, arbitrary: spoilt },
  { weight: 2, arbitrary: odd.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{',
      '',
      'null',
      '\ufeff{}',
      '{"a":1e999}',
      '{"outcome":"accepted","outcome":"declined"}',
      '{"__proto__":{"role":"coordinator"}}',
      '{"person":{"__proto__":null}}',
      nested(20),
      nested(50_000),
      JSON.stringify(wide(3_000)),
      JSON.stringify({ answers: { note: 'x'.repeat(100_000) } }),
    ),
  },
);

const request = fc.record({
  operation: fc.constantFrom(...operations),
  person: fc.nat(5),
  id: fc.nat(7),
  part: fc.constantFrom(
    'contact',
    'urgent-help',
    'suspend',
    'withdraw',
    '1',
    '0x1',
    '__proto__',
    '%00',
    '%F0%9F%A6%8A',
    '..%2f..',
  ),
  query: fc.array(
    fc.tuple(fc.constantFrom('limit', 'cursor', 'status', 'since', 'after', 'scope', '__proto__'), oddText),
    { maxLength: 3 },
  ),
  method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'), { freq: 8 }),
  headers: fc.record(
    {
      'if-match': fc.constantFrom('"1"', '*', '"-1"', '"1","2"', 'x'.repeat(500)),
      'idempotency-key': fc.constantFrom('k', 'k'.repeat(300)),
      'content-type': fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'x'),
    },
    { requiredKeys: [] },
  ),
  body,
});

/** What anybody may ask who reads, of the case of one's own team or of another's: here the answers are full. */
const look: typeof request = fc
  .tuple(request, fc.constantFrom(...reads), fc.boolean())
  .map(([one, operation, isOwn]) => ({ ...one, operation, id: isOwn ? 0 : 2, query: [], method: null, headers: {} }));
type Request = typeof request extends fc.Arbitrary<infer R> ? R : never;

let system: System;
let own: CaseView;
let others: CaseView;
const names = { own: 'Marqueduest', others: 'Marquedunord' };
const users = ['caseworker', 'coordinator', 'supervisor', 'administrator', 'referrer'].map((role) => `${role}@est`);
let sessions: Session[];

beforeAll(async () => {
  system = await startSystem();
  own = await system.refer({ person: { ...zed, name: names.own } });
  others = await system.refer({ person: { ...zed, name: names.others }, organisation: 'nord' });
  sessions = [...(await Promise.all(users.map(system.signIn))), system.nobody];
});
afterAll(() => system.stop());

const sent = (session: Session, method: string, path: string, text: string, headers: Headers): Promise<Answer> => {
  if (method === 'GET') return session.get(path, headers);
  if (method === 'PUT') return session.put(path, text, headers);
  return method === 'DELETE' ? session.delete(path) : session.post(path, text, headers);
};

const ask = async ({ operation, person, id, part, query, method, headers, body: text }: Request): Promise<Answer> => {
  const ids = [own.caseId, own.caseId, others.caseId, others.reference, '__proto__', '%00', '-1', 'f'.repeat(2_000)];
  const target = operation.path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) =>
    name === 'caseId' ? (ids[id] ?? '') : part,
  );
  const path =
    query.length === 0
      ? target
      : `${target}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value.toWellFormed()])).toString()}`;
  const used = method ?? operation.method;
  const answer = await sent(sessions[person] ?? system.nobody, used, path, text, headers);
  // Whoever signed themself out comes back, so that the rest of the requests still reach something.
  const user = users[person];
  if (answer.status === 401 && user !== undefined) sessions[person] = await system.signIn(user);
  return answer;
};

/** What somebody must not be told, whatever they ask. */
const forbiddenTo = (person: number): readonly string[] => {
  const ofOthers = [names.others, others.reference, others.caseId];
  const knowsNobody = (users[person] ?? 'nobody').replace(/@.*/, '');
  return ['administrator', 'referrer', 'nobody'].includes(knowsNobody) ? [...ofOthers, names.own] : ofOthers;
};

test.each(seeds)(
  `${numRuns} hostile requests of seed %d fail nothing, and are told nothing of anybody`,
  async (seed) => {
    const statuses = new Set<number>();
    let timesTold = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, look), async (one) => {
        const answer = await ask(one);
        statuses.add(answer.status);
        expect(answer.status).toBeLessThan(500);
        const told = JSON.stringify([answer.body, answer.headers]);
        if (told.includes(names.own)) timesTold += 1;
        for (const marker of forbiddenTo(one.person)) expect(told).not.toContain(marker);
      }),
      { numRuns, seed },
    );
    // Those who may read the name do: what looks for it elsewhere is not blind.
    expect(timesTold).toBeGreaterThan(0);
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 413, 422]));
    expect(system.logged).toEqual([]);
  },
  600_000,
);

test('afterwards everybody still works: the day, the case and who the person is', async () => {
  const coordinator = await system.signIn('coordinator@est');
  expect((await coordinator.get('/v1/today')).status).toBe(200);
  expect((await coordinator.get(`/v1/cases/${own.caseId}`)).status).toBe(200);
  expect((await coordinator.get(`/v1/cases/${own.caseId}/person`)).body).toMatchObject({ name: names.own });
  const neighbour = await system.signIn('coordinator@nord');
  expect((await neighbour.get(`/v1/cases/${others.caseId}/person`)).body).toMatchObject({ name: names.others });
});
