import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Route } from '../../../shared/api/route.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import type { Answer, Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
let found: CaseView;
let people: readonly Session[];
beforeAll(async () => {
  system = await startSystem();
  found = await caseAt(system, 'consent');
  people = await Promise.all(
    ['caseworker@est', 'coordinator@est', 'supervisor@est', 'administrator@est', 'referrer@est'].map(system.as),
  );
});
afterAll(() => system.stop());

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record(
    {
      outcome: fc.constantFrom('reached', 'agreed', 'declined', '__proto__', 'constructor', 'toString'),
      answers: fc.jsonValue({ maxDepth: 1 }),
      person: fc.jsonValue({ maxDepth: 2 }),
      request: fc.jsonValue({ maxDepth: 2 }),
      reason: fc.string(),
      at: fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String)),
    },
    { requiredKeys: [] },
  ),
);

const part = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'contact', 'withdrawal', '%2e%2e', '0', 'pivot'),
);

const header = fc.oneof(
  fc.constantFrom('"1"', 'wait=1', '*', '-1', 'wait=99999999999', 'W/"2"'),
  fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, 'x')),
);

const request = fc.record({
  route: fc.constantFrom(...Object.values<Route>(routes)),
  person: fc.nat(4),
  knowsCase: fc.boolean(),
  parts: fc.array(part, { minLength: 3, maxLength: 3 }),
  query: fc.dictionary(fc.constantFrom('limit', 'cursor', 'status', 'age', 'other'), fc.string({ maxLength: 20 })),
  headers: fc.record({ 'if-match': header, prefer: header, 'idempotency-key': header }, { requiredKeys: [] }),
  body: anything,
});

type Request = typeof request extends fc.Arbitrary<infer R> ? R : never;

const ask = async ({ route, person, knowsCase, parts, query, headers, body }: Request): Promise<Answer> => {
  const values = [...parts];
  const target = route.path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) =>
    name === 'caseId' && knowsCase ? found.caseId : encodeURIComponent(values.pop() ?? 'x'),
  );
  const path = `${target}?${new URLSearchParams(query).toString()}`;
  const session = people[person] ?? system.nobody;
  // Only what is asked of the open step would change what the next request finds.
  const version = headers['if-match'] === `"${found.version}"` ? { 'if-match': '"1"' } : {};
  if (route.method === 'GET') return session.get(path, headers);
  if (route.method === 'PUT') return session.put(path, body);
  if (route.method === 'DELETE') return session.delete(path);
  return session.post(path, body, { ...headers, ...version });
};

test('whatever is sent to whichever route by whomever, the answer is one that the route names, and never a failure', async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      const { status } = await ask(sent);
      statuses.add(status);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 600 },
  );
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 403, 404, 422]));
  expect(system.logged).toEqual([]);
}, 60_000);
