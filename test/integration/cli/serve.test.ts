import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUntilWelcome, startInstalled, type Installed } from '../../support/installed.ts';
import { freePort, run, type Run } from '../../support/run.ts';
import { startOutsideIssuer, type OutsideIssuer } from '../../support/outside-issuer.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { openSession, type Session } from '../../support/session.ts';
import { testNow } from '../../support/test-now.ts';

const home = mkdtempSync(join(tmpdir(), 'parcours-serve-'));
const data = join(home, 'installed');
const demonstrationData = join(home, 'demonstration');
const members = join(home, 'members.json');

const ofEst = { organisation: 'est', mandate: { unit: 'soutien', kind: 'support' }, language: 'fr' };
const people = [
  { sub: 'idp|ana', name: 'Ana', role: 'administrator', ...ofEst },
  { sub: 'idp|cyr', name: 'Cyr', role: 'coordinator', ...ofEst },
  {
    sub: 'idp|rui',
    name: 'Rui',
    role: 'referrer',
    channel: 'community',
    refersTo: { organisation: 'est', unit: 'soutien' },
    ...ofEst,
  },
];

let issuer: OutsideIssuer;
let installed: Installed;
let demonstration: Run;
let demonstrationUrl: string;
let awsUrl: string;

const start = (...options: readonly string[]): Promise<Installed> =>
  startInstalled(issuer, data, '--members', members, ...options);

beforeAll(async () => {
  issuer = await startOutsideIssuer();
  writeFileSync(members, JSON.stringify(people));
  const ports = ['--port', '0', '--aws-port', '0', '--seed', '0'];
  const begin = ['--begin', new Date(testNow()).toISOString()];
  const awsPort = await freePort();
  awsUrl = `http://127.0.0.1:${awsPort}`;
  [installed, demonstration] = await Promise.all([
    start('--aws-port', String(awsPort)),
    runUntilWelcome('start', '--data', demonstrationData, ...ports, ...begin),
  ]);
  demonstrationUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(demonstration.out())?.[0] ?? '';
}, 120_000);

afterAll(async () => {
  await Promise.all([installed.stop('SIGKILL'), demonstration.stop('SIGKILL'), issuer.stop()]);
  rmSync(home, { recursive: true, force: true });
});

const sessionOf = async (sub: string): Promise<Session> => openSession(installed.address, sub, await issuer.token(sub));

describe('what only a demonstration has', () => {
  test.each([
    ['people to be', 'GET', '/_local/users', ''],
    ['tokens without a password', 'POST', '/_local/token', '{"user":"coordinator@est"}'],
    ['a clock', 'GET', '/_local/clock', ''],
    ['a clock that moves', 'POST', '/_local/clock', '{"advance":"PT1S"}'],
    ['a clock that is let go', 'DELETE', '/_local/clock', ''],
    ['a mailbox', 'GET', '/_local/mailbox', ''],
    ['backups by anybody', 'POST', '/_local/backup', ''],
    ['an issuer', 'GET', '/_local/oidc/.well-known/openid-configuration', ''],
    ['the keys of its issuer', 'GET', '/_local/oidc/.well-known/jwks.json', ''],
  ])('%s: %s %s is not there when it is installed', async (_what, method, path, body) => {
    const init = { method, ...(body !== '' && { body }) };
    expect((await fetch(`${demonstrationUrl}${path}`, init)).status).toBe(200);
    const answer = await fetch(`${installed.address}${path}`, init);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  test.each(['authorize', 'token', 'revoke', 'logout'])('a sign-in page: %s is not there', async (page) => {
    for (const method of ['GET', 'POST']) {
      expect((await fetch(`${installed.address}/_local/oidc/${page}`, { method })).status).toBe(404);
    }
  });

  test('its tokens open nothing', async () => {
    const answer = await fetch(`${demonstrationUrl}/_local/token`, {
      method: 'POST',
      body: '{"user":"coordinator@est"}',
    });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    const path = '/v1/me';
    expect((await openSession(demonstrationUrl, 'demo', token).get(path)).status).toBe(200);
    expect((await openSession(installed.address, 'demo', token).get(path)).status).toBe(401);
  });

  test('its people are nobody: a token in their name has no account', async () => {
    expect((await (await sessionOf('demo-coordinator-est')).get('/v1/me')).status).toBe(403);
  });

  test('its cases are not there', async () => {
    const { status, body } = await (await sessionOf('idp|cyr')).get('/v1/cases');
    expect([status, body]).toEqual([200, expect.objectContaining({ items: [] })]);
  });

  test('its clock: time is the real one', async () => {
    const referral = {
      person: { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' },
      request: { whyNow: ['wants-change'], urgency: 'this-week', personKnows: 'yes' },
    };
    const { status, body } = await (await sessionOf('idp|rui')).post('/v1/referrals', referral);
    expect(status).toBe(202);
    const { receivedAt } = body as { readonly receivedAt: string };
    expect(Math.abs(Date.parse(receivedAt) - Date.now())).toBeLessThan(60_000);
  });

  test('its AWS port, open to everybody here: any key is taken there, and none here but one', async () => {
    const ask = (endpoint: string) =>
      new DynamoDBClient({
        endpoint,
        region: 'ca-central-1',
        maxAttempts: 1,
        credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      }).send(new ListTablesCommand({}));
    const open = /AWS protocol: (http:\/\/127\.0\.0\.1:\d+)/.exec(demonstration.out())?.[1] ?? '';
    expect((await ask(open)).TableNames).toHaveLength(3);
    await expect(ask(awsUrl)).rejects.toThrow('The security token included in the request is invalid.');
  });
});

describe('what each says first', () => {
  test('is what it is, in both languages', () => {
    expect(demonstration.out().split('\n')[0]).toMatch(/démonstration.*inventées.* \/ .*demonstration.*invented/);
    expect(installed.out().split('\n')[0]).toMatch(/installé.* \/ .*[Ii]nstalled/);
  });

  test('and what an installed one cannot do yet', () => {
    expect(installed.out()).toContain(`${issuer.url}, retour à / back to ${installed.address}/callback`);
    expect(installed.out()).toMatch(/Courriels : gardés .*pas encore envoyés/);
    expect(installed.out()).toContain(`${awsUrl} (npm run -s aws-key -- --data ${data})`);
    expect(installed.errors()).toEqual([]);
  });
});

describe('the people of an organisation', () => {
  test('sign in with its own issuer, and are who the first start said', async () => {
    const { status, body } = await (await sessionOf('idp|ana')).get('/v1/me');
    expect([status, body]).toEqual([200, expect.objectContaining({ name: 'Ana', role: 'administrator' })]);
    expect((await (await sessionOf('idp|somebody')).get('/v1/me')).status).toBe(403);
  });

  test('get nothing for a token of another audience, or of nobody', async () => {
    for (const token of [await issuer.token('idp|ana', { aud: 'pages' }), 'x', '']) {
      expect((await openSession(installed.address, 'ana', token).get('/v1/me')).status).toBe(401);
    }
  });

  test('get nothing for an ID token that was asked for with a nonce', async () => {
    const token = await issuer.token('idp|ana', { nonce: 'n' });
    expect((await openSession(installed.address, 'ana', token).get('/v1/me')).status).toBe(401);
  });

  test('find pages that sign in there and nowhere else', async () => {
    const answer = await fetch(`${installed.address}/`);
    const page = await answer.text();
    expect(page).toContain(`<meta name="issuer" content="${issuer.url}">`);
    expect(page).toContain(`<meta name="client" content="${issuer.audience}">`);
    expect(page).not.toMatch(/_local/);
    expect(answer.headers.get('content-security-policy')).toContain(`connect-src 'self' ${issuer.url};`);
  });
});

describe('the AWS port of an installed system', () => {
  const key = (): { readonly accessKeyId: string; readonly secretAccessKey: string } =>
    JSON.parse(readFileSync(join(data, 'aws-key.json'), 'utf8')) as ReturnType<typeof key>;
  const listTables = (config: object) =>
    new DynamoDBClient({ endpoint: awsUrl, region: 'ca-central-1', maxAttempts: 1, ...config }).send(
      new ListTablesCommand({}),
    );
  const minute = 60_000;

  test('lets the audit in with the key of its data folder, and without it says that it is refused', async () => {
    const audit = run('audit', '--endpoint', awsUrl, '--data', data);
    expect(await audit.ended).toBe(0);
    expect(audit.out()).toContain('all is as it was written');
    expect(await run('audit', '--endpoint', awsUrl).ended).toBe(2);
  });

  test('does all for the key of its data folder', async () => {
    expect((await listTables({ credentials: key() })).TableNames).toHaveLength(3);
  });

  test.each<[string, () => object, string]>([
    ['a guessed secret', () => ({ credentials: { ...key(), secretAccessKey: 'guessed' } }), 'InvalidSignature'],
    ['another key', () => ({ credentials: { ...key(), accessKeyId: 'AKIALOCALAAAAAAAAAAA' } }), 'UnrecognizedClient'],
    [
      'somebody’s key of AWS',
      () => ({ credentials: { ...key(), accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }),
      'UnrecognizedClient',
    ],
    ['a session', () => ({ credentials: { ...key(), sessionToken: 'dG9rZW4=' } }), 'UnrecognizedClient'],
    ['a late clock', () => ({ credentials: key(), systemClockOffset: -6 * minute }), 'InvalidSignature'],
    ['an early clock', () => ({ credentials: key(), systemClockOffset: 6 * minute }), 'InvalidSignature'],
    ['another region', () => ({ credentials: key(), region: 'us-east-1' }), 'InvalidSignature'],
  ])('refuses %s', async (_what, config, code) => {
    await expect(listTables(config())).rejects.toMatchObject({ name: `${code}Exception` });
  });

  test.each([
    ['nothing', {}, 'MissingAuthenticationTokenException'],
    ['a word', { authorization: 'x' }, 'IncompleteSignatureException'],
    ['half of a signature', { authorization: 'AWS4-HMAC-SHA256 Credential=a' }, 'IncompleteSignatureException'],
  ])('refuses %s instead of a signature, in every protocol', async (_what, headers, code) => {
    const ask = async (path: string, more: object) => {
      const answer = await fetch(`${awsUrl}${path}`, { method: 'POST', body: '{}', headers: { ...headers, ...more } });
      return [answer.status, answer.headers.get('x-amzn-errortype')];
    };
    expect(await ask('/', { 'x-amz-target': 'DynamoDB_20120810.ListTables' })).toEqual([400, code]);
    expect(await ask('/', { 'x-amz-target': 'TrentService.ListKeys' })).toEqual([400, code]);
    expect(await ask('/2015-03-31/functions/any/invocations', {})).toEqual([403, code]);
    expect(await ask('/v2/email/outbound-emails', {})).toEqual([403, code]);
  });
});

describe('an address', () => {
  const port = (): string => new URL(installed.address).port;

  test.each([
    ['another name', ['Host: evil.example'], 421],
    ['no name', [], 400],
    ['two names', ['Host: localhost', 'Host: localhost'], 400],
    ['a page of another origin', ['Host: localhost', 'Origin: http://evil.example'], 403],
  ])('is not answered for %s, on either port', async (_what, headers, status) => {
    for (const url of [installed.address.replace('localhost', '127.0.0.1'), awsUrl]) {
      expect((await sendRaw(url, { headers })).status).toBe(status);
    }
  });

  test('is answered for its own name and its own pages', async () => {
    const headers = [`Host: localhost:${port()}`, `Origin: ${installed.address}`];
    const url = installed.address.replace('localhost', '127.0.0.1');
    expect((await sendRaw(url, { line: 'GET /v1/openapi.json HTTP/1.1', headers })).status).toBe(200);
  });
});

describe('the data of one', () => {
  test('are refused by the other, which harms nothing', async () => {
    await Promise.all([installed.stop(), demonstration.stop()]);
    await expect(startInstalled(issuer, demonstrationData)).rejects.toThrow(
      /ended with 1: .*demonstration tient une démonstration.* \/ .*holds a demonstration.*--data[^\n]*$/,
    );
    const before = readFileSync(join(data, 'parcours.sqlite'));
    const options = ['--data', data, '--port', '0', '--aws-port', '0'];
    for (const more of [[], ['--reset']]) {
      const ofInstalled = await runUntilWelcome('start', ...options, ...more);
      expect([await ofInstalled.ended, ofInstalled.errors()]).toEqual([
        1,
        [expect.stringMatching(/installed tient les dossiers d’un organisme.* \/ .*npm run serve/)],
      ]);
    }
    expect(readFileSync(join(data, 'parcours.sqlite')).equals(before)).toBe(true);
  }, 120_000);

  test('are taken up again by their own, people as they were, and without its AWS port where nobody asks for it', async () => {
    writeFileSync(members, JSON.stringify([{ ...people[0], name: 'Another' }, ...people.slice(1)]));
    installed = await start();
    expect(installed.out()).toMatch(/AWS protocol: fermé \/ off/);
    await expect(fetch(awsUrl)).rejects.toThrow();
    const { body } = await (await sessionOf('idp|ana')).get('/v1/me');
    expect(body).toMatchObject({ name: 'Ana' });
  }, 120_000);
});

describe('the key of the AWS port', () => {
  test('is shown by a command, and readable by nobody else', async () => {
    const shown = run('aws-key', '--data', data);
    expect(await shown.ended).toBe(0);
    const file = join(data, 'aws-key.json');
    const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(shown.out()).toContain(`AWS_ACCESS_KEY_ID=${accessKeyId}\n`);
    expect(shown.out()).toContain(`AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not made where there are no data', async () => {
    const refused = run('aws-key', '--data', home);
    expect([await refused.ended, refused.errors()]).toEqual([1, [expect.stringContaining('npm run serve')]]);
  });
});
