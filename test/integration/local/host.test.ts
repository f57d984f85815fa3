import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSystem, type System } from '../../support/system.ts';
import { sendRaw, type RawRequest } from '../../support/raw-http.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const ports = ['apiUrl', 'awsUrl'] as const;
type Port = (typeof ports)[number];

const send = (port: Port, request: RawRequest) => sendRaw(system.runtime[port], request);
const portOf = (port: Port): string => new URL(system.runtime[port]).port;

/** Says which port it is, in place of what a request would have led to. */
const isServed = (status: number): boolean => ![0, 400, 403, 421].includes(status);

/** A request that both ports serve when its Host and Origin are fine: a page on one, an AWS operation on the other. */
const served = (port: Port, headers: readonly string[]): RawRequest => {
  if (port === 'apiUrl') return { headers };
  const body = '{}';
  const aws = ['Authorization: any', 'X-Amz-Target: DynamoDB_20120810.ListTables', `Content-Length: ${body.length}`];
  return { line: 'POST / HTTP/1.1', headers: [...headers, ...aws], body };
};

describe.each(ports)('the port of %s', (port) => {
  test.each([
    ['localhost', 'with its port', () => `localhost:${portOf(port)}`],
    ['localhost', 'through a tunnel from another port', () => 'localhost:9000'],
    ['localhost', 'without a port', () => 'localhost'],
    ['localhost', 'in capitals', () => `LocalHost:${portOf(port)}`],
    ['localhost', 'with the dot of a whole name', () => `localhost.:${portOf(port)}`],
    ['127.0.0.1', 'with its port', () => `127.0.0.1:${portOf(port)}`],
    ['another loopback address', 'with its port', () => `127.8.9.10:${portOf(port)}`],
    ['[::1]', 'with its port', () => `[::1]:${portOf(port)}`],
    ['[::1]', 'written out', () => '[0:0:0:0:0:0:0:1]'],
  ])('answers to %s %s', async (_name, _how, host) => {
    const { status } = await send(port, served(port, [`Host: ${host()}`]));
    expect(isServed(status)).toBe(true);
  });

  test.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    'evil.localhost',
    'notlocalhost',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    '0.0.0.0',
    '128.0.0.1',
    '10.0.0.7:4000',
    '[::]',
    '[2001:db8::1]',
    'xn--localhost-.example',
  ])('is misdirected as %s', async (host) => {
    const { status, body, headers } = await send(port, served(port, [`Host: ${host}`]));
    expect(status).toBe(421);
    expect(body).toContain('localhost');
    expect(headers['connection']).toBe('close');
  });

  test.each([
    ['is missing', []],
    ['is empty', ['Host:']],
    ['is doubled', ['Host: localhost', 'Host: localhost']],
    ['is doubled, the second one evil', ['Host: localhost', 'Host: evil.example']],
    ['is doubled, the first one evil', ['host: evil.example', 'HOST: localhost']],
    ['is a list', ['Host: localhost, evil.example']],
    ['holds a name and a password', ['Host: localhost@evil.example']],
    ['holds a path', ['Host: localhost/evil.example']],
    ['holds a fragment', ['Host: localhost#.evil.example']],
    ['has two ports', ['Host: localhost:80:81']],
    ['has a port that is none', ['Host: localhost:http']],
    ['has a port too high', ['Host: localhost:65536']],
    ['is an address with a zone', ['Host: [::1%25lo]']],
    ['is half an address', ['Host: [::1']],
  ])('refuses a request whose Host %s', async (_what, headers) => {
    const { status, body } = await send(port, served(port, headers));
    expect(status).toBe(400);
    expect(body).toContain('Host');
  });

  test('refuses a request of HTTP/1.0 without Host', async () => {
    const { status } = await send(port, { ...served(port, []), line: 'POST / HTTP/1.0' });
    expect(status).toBe(400);
  });

  test('reads the whole address of a request line, and believes neither name more than the other', async () => {
    const post = (target: string, host: string) =>
      send(port, { ...served(port, [`Host: ${host}`]), line: `POST ${target} HTTP/1.1` });
    expect((await post('http://evil.example/', 'localhost')).status).toBe(421);
    expect((await post('http://localhost/', 'evil.example')).status).toBe(421);
    expect((await post('http://localhost@evil.example/', 'localhost')).status).toBe(400);
    expect((await post('http:///', 'localhost')).status).toBe(400);
    expect((await post('ftp://localhost/', 'localhost')).status).toBe(421);
    expect(isServed((await post('http://localhost:1/', 'localhost:1')).status)).toBe(true);
  });

  test.each([
    'http://evil.example',
    'https://localhost',
    'http://localhost:9',
    'http://localhost.evil.example',
    'http://127.0.0.1.',
    'null',
    'file://',
    'chrome-extension://abcdefghijklmnop',
    '',
  ])('refuses a request from a page of %p', async (origin) => {
    const { status, body } = await send(port, served(port, ['Host: localhost', `Origin: ${origin}`]));
    expect(status).toBe(403);
    expect(body).toContain('Origin');
  });

  test('refuses two Origins, and serves its own', async () => {
    const own = ['Host: localhost:81', 'Origin: http://localhost:81'];
    expect((await send(port, served(port, [...own, 'Origin: http://localhost:81']))).status).toBe(403);
    expect(isServed((await send(port, served(port, own))).status)).toBe(true);
  });

  test('answers a preflight of another origin without leave', async () => {
    const { status, headers } = await send(port, {
      line: 'OPTIONS /v1/referrals HTTP/1.1',
      headers: ['Host: localhost', 'Origin: http://evil.example', 'Access-Control-Request-Method: POST'],
    });
    expect(status).toBe(403);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test('looks at the Host before it reads a body', async () => {
    const { status } = await send(port, {
      line: 'POST /v1/referrals HTTP/1.1',
      headers: ['Host: evil.example', 'Content-Length: 1000000000'],
    });
    expect(status).toBe(421);
  });

  test('takes no length that can be read in two ways', async () => {
    const both = ['Host: localhost', 'Content-Length: 5', 'Transfer-Encoding: chunked'];
    const chunk = '0\r\n\r\nGET /_local/users HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const { status, body } = await send(port, { line: 'POST / HTTP/1.1', headers: both, body: chunk });
    expect(status).toBe(400);
    expect(body).not.toContain('caseworker');
  });
});

describe('what a proxy would say', () => {
  test('is believed by nobody: neither name, scheme, address nor method', async () => {
    const hostile = [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: gopher',
      'X-Forwarded-For: 203.0.113.9',
      'X-Forwarded-Port: 6666',
      'Forwarded: host=evil.example;for=203.0.113.9',
      'X-Real-IP: 203.0.113.9',
      'X-Original-URL: /_local/users',
      'X-Rewrite-URL: /_local/users',
      'X-HTTP-Method-Override: DELETE',
    ];
    for (const path of ['/', '/v1/openapi.json', '/nowhere', '/_local/oidc/.well-known/openid-configuration']) {
      const ask = (more: readonly string[]) =>
        send('apiUrl', { line: `GET ${path} HTTP/1.1`, headers: ['Host: localhost', ...more] });
      const [plain, forwarded] = [await ask([]), await ask(hostile)];
      expect([forwarded.status, forwarded.body]).toEqual([plain.status, plain.body]);
      expect(JSON.stringify(forwarded.headers)).not.toContain('evil.example');
    }
  });

  test('does not stand in for a Host', async () => {
    const headers = ['Host: evil.example', 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost'];
    expect((await send('apiUrl', { headers })).status).toBe(421);
  });
});

describe('what a path can be made to say', () => {
  test.each([
    '/assets/../../../../etc/passwd',
    '/assets/..%2f..%2fserve%2fhandler.mjs',
    '/assets/%2e%2e%2fhandler.mjs',
    '/assets/..%5c..%5chandler.mjs',
    '/assets/files.json%00.js',
    '/assets/files.json',
  ])('%s is no file of the page', async (path) => {
    const { status, body } = await send('apiUrl', { line: `GET ${path} HTTP/1.1`, headers: ['Host: localhost'] });
    expect([404, 400]).toContain(status);
    expect(body).not.toMatch(/root:|import|script/);
  });

  test.each([
    '/v1/cases/..%2f..%2f_local%2fusers',
    '/%5flocal/users',
    '/_local%2fusers',
    '//_local/users',
    '/_LOCAL/users',
  ])('%s does not lead to the pages of this machine', async (path) => {
    const { body } = await send('apiUrl', { line: `GET ${path} HTTP/1.1`, headers: ['Host: localhost'] });
    expect(body).not.toContain('caseworker@est');
  });
});
