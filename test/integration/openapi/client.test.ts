import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as z from 'zod';
import { startSystem, type System } from '../../support/system.ts';
import { makeClient } from './generated-client.ts';

let system: System;
let client: Awaited<ReturnType<typeof makeClient>>;
beforeAll(async () => {
  system = await startSystem();
  const { body } = await system.nobody.get('/v1/openapi.json');
  client = await makeClient(z.looseObject({}).parse(body));
});
afterAll(async () => {
  await system.stop();
  await client.remove();
});

const tokenOf = async (user: string): Promise<string> => {
  const { body } = await system.nobody.post('/_local/token', { user });
  return z.object({ access_token: z.string() }).parse(body).access_token;
};

test('a client generated from the document compiles, and refuses what no form has', async () => {
  expect(await client.check()).toBe('');
});

test('it takes a case from its referral to its closure', async () => {
  const printed = await client.run({
    API: system.runtime.apiUrl,
    REFERRER: await tokenOf('referrer@est'),
    COORDINATOR: await tokenOf('coordinator@est'),
    SUPERVISOR: await tokenOf('supervisor@est'),
  });
  expect(JSON.parse(printed)).toMatchObject({ status: 'closed', closureReason: 'goals-reached' });
});
