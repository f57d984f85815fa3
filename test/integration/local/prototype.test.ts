import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainRequest, startSystem, zed, type System } from '../../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** What every object of this process has by inheritance: functions and runtime run in it. */
const inherited = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
const polluted = (): unknown => Reflect.get({}, 'polluted');

/** JSON with a name that JavaScript gives a meaning to, at the root and further down. */
const withName = (name: string): readonly string[] => {
  const evil = `"${name}":{"polluted":true,"prototype":{"polluted":true}}`;
  const { person, request } = { person: JSON.stringify(zed), request: JSON.stringify(plainRequest) };
  return [
    `{${evil},"person":${person},"request":${request}}`,
    `{"person":{${evil},${person.slice(1)},"request":${request}}`,
    `{"person":${person},"request":{${evil},${request.slice(1)}}`,
    `{"person":{"reach":[{${evil}}]},"request":${request}}`,
    `{${evil}}`,
    `[{${evil}}]`,
  ];
};

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** A call of the AWS port, its body as it is written: clients have their own ideas of such names. */
const callAws = async (target: string, body: string): Promise<{ readonly status: number; readonly body: string }> => {
  const headers = { authorization: 'x', 'x-amz-target': target };
  const answer = await fetch(system.runtime.awsUrl, { method: 'POST', body, headers });
  return { status: answer.status, body: await answer.text() };
};

test.each(names)('a body with %s in it changes no object of the system', async (name) => {
  const referrer = await system.as('referrer@est');
  const { apiUrl } = system.runtime;
  for (const body of withName(name)) {
    expect([202, 422]).toContain((await referrer.post('/v1/referrals', body)).status);
    for (const target of ['DynamoDB_20120810.PutItem', 'AWSStepFunctions.StartExecution', 'TrentService.Encrypt']) {
      expect((await callAws(target, body)).status).toBe(400);
    }
    expect((await fetch(`${apiUrl}/_local/token`, { method: 'POST', body })).status).toBe(400);
  }
  expect((await fetch(`${apiUrl}/v1/openapi.json?${name}=x&${name}[polluted]=1`)).status).toBeLessThan(500);
  expect((await fetch(`${apiUrl}/v1/${name}`)).status).toBe(404);
  expect((await fetch(`${apiUrl}/_local/${name}`)).status).toBe(404);
  expect(polluted()).toBeUndefined();
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(inherited);
  expect(system.logged).toEqual([]);
});

test.each(names)('an attribute called %s is kept as any other', async (name) => {
  const table = `"TableName":"${system.recordTable}"`;
  const key = `"pk":{"S":"ODD#${name}"},"sk":{"S":"ODD"}`;
  const item = `{${key},"${name}":{"M":{"${name}":{"S":"kept"}}}}`;
  expect((await callAws('DynamoDB_20120810.PutItem', `{${table},"Item":${item}}`)).status).toBe(200);
  const { body } = await callAws('DynamoDB_20120810.GetItem', `{${table},"Key":{${key}}}`);
  const read = JSON.parse(body) as { readonly Item: object };
  expect(Object.entries(read.Item).sort()).toEqual(Object.entries(JSON.parse(item) as object).sort());
  expect(polluted()).toBeUndefined();
});
