import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const ask = async (method: string, path: string) => {
  const answer = await fetch(`${system.runtime.apiUrl}${path}`, { method });
  const { status, headers } = answer;
  return {
    status,
    type: headers.get('content-type'),
    length: headers.get('content-length'),
    body: await answer.text(),
  };
};

test.each(['/', '/callback', '/favicon.ico', '/robots.txt'])(
  'HEAD of %s answers as GET, without a body',
  async (path) => {
    const whole = await ask('GET', path);
    expect(whole.status).toBe(200);
    expect(whole.body).not.toBe('');
    expect(await ask('HEAD', path)).toEqual({ ...whole, body: '' });
  },
);

test('HEAD of a file of the page answers as GET, and of one that is not there as well', async () => {
  const [script = ''] = /\/assets\/[^"]+\.js/.exec((await ask('GET', '/')).body) ?? [];
  expect(await ask('HEAD', script)).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8', body: '' });
  expect((await ask('HEAD', '/assets/none.js')).status).toBe(404);
});

test('search engines are asked to keep away', async () => {
  expect((await ask('GET', '/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n');
});

test.each([
  ['OPTIONS', '/'],
  ['POST', '/'],
  ['GET', '/v1/today/'],
  ['GET', '/v1'],
  ['PATCH', '/v1/cases'],
])('%s %s is said not to be there, in a problem', async (method, path) => {
  expect(await ask(method, path)).toMatchObject({ status: 404, type: 'application/problem+json; charset=utf-8' });
});
