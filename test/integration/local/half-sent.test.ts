import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { heldBytes } from '../../support/held-bytes.ts';
import { head, slowSender, type SlowSender } from '../../support/slow-sender.ts';
import { startSystem, type System } from '../../support/system.ts';

const mebibyte = 1024 * 1024;
const tenMillion = 10_000_000;
/** Half of what forty halves would take: below it they are not held, whatever else a process does meanwhile. */
const nothing = 80 * mebibyte;
const callers: SlowSender[] = [];
let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(async () => {
  for (const caller of callers) caller.leave();
  await system.stop();
});

const callersOf = (port: 'apiUrl' | 'awsUrl', count: number): readonly SlowSender[] => {
  const made = Array.from({ length: count }, () => slowSender(system.runtime[port]));
  callers.push(...made);
  return made;
};

/** Sends the head and half of a body, and gives what the process holds more than before. */
const sendHalf = async (many: readonly SlowSender[], lines: string): Promise<number> => {
  const before = await heldBytes();
  const half = Buffer.alloc(tenMillion * 0.4, 'x');
  // Whoever is answered meanwhile takes no more.
  await Promise.all(many.map((one) => Promise.race([one.send(lines).then(() => one.send(half)), one.answered()])));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return (await heldBytes()) - before - half.byteLength;
};

const aReferral = ['Content-Type: application/json', `Content-Length: ${tenMillion}`] as const;

test('forty half-sent bodies without a token are answered 401 and hold nothing', async () => {
  const many = callersOf('apiUrl', 40);
  expect(await sendHalf(many, head('POST /v1/referrals', ...aReferral))).toBeLessThan(nothing);
  for (const one of many) expect(await one.answered(/Unauthorized/)).toMatch(/^HTTP\/1\.1 401 /);
  await Promise.all(many.map((one) => one.closed()));
});

test('forty with a token hold what they may together, and a colleague works on meanwhile', async () => {
  const { body } = await system.nobody.post('/_local/token', { user: 'referrer@est' });
  const bearer = `Authorization: Bearer ${(body as { access_token: string }).access_token}`;
  const many = callersOf('apiUrl', 40);
  expect(await sendHalf(many, head('POST /v1/referrals', bearer, ...aReferral))).toBeLessThan(120 * mebibyte);
  expect(many.map((one) => one.status())).toContain(503);
  const worker = await system.as('caseworker@est');
  expect((await worker.get('/v1/today')).status).toBe(200);
  for (const one of many) one.leave();
});

test('forty to the sign-in of this machine hold nothing, since a form is small', async () => {
  const many = callersOf('apiUrl', 40);
  expect(await sendHalf(many, head('POST /_local/token', ...aReferral))).toBeLessThan(nothing);
  for (const one of many) expect(await one.answered()).toMatch(/^HTTP\/1\.1 413 /);
});

test('forty to the AWS port hold nothing without a key, and what they may together with one of an operator', async () => {
  const strangers = callersOf('awsUrl', 40);
  const put = ['X-Amz-Target: DynamoDB_20120810.PutItem', `Content-Length: ${tenMillion}`];
  expect(await sendHalf(strangers, head('POST /', ...put))).toBeLessThan(nothing);
  for (const one of strangers) expect(await one.answered()).toMatch(/MissingAuthenticationToken/);
  const operators = callersOf('awsUrl', 40);
  const signed = 'Authorization: AWS4-HMAC-SHA256 Credential=ASIAOFSOMEBODYSPROFILE';
  expect(await sendHalf(operators, head('POST /', signed, ...put))).toBeLessThan(120 * mebibyte);
});

test('a body that the gateway takes and Lambda does not is too large for both', async () => {
  const { body } = await system.nobody.post('/_local/token', { user: 'referrer@est' });
  const answer = await fetch(`${system.runtime.apiUrl}/v1/referrals`, {
    method: 'POST',
    body: 'x'.repeat(7 * mebibyte),
    headers: {
      authorization: `Bearer ${(body as { access_token: string }).access_token}`,
      'content-type': 'application/json',
    },
  });
  expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  expect(system.logged).toEqual([]);
});
