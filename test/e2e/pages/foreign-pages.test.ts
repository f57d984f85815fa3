import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstalled, type Installed } from '../../support/installed.ts';
import { freePort } from '../../support/run.ts';
import { startOutsideIssuer, type OutsideIssuer } from '../../support/outside-issuer.ts';
import { startSystem, type System } from '../../support/system.ts';
import { openBrowser } from './open-browser.ts';

/** A name that its owner has pointed at this machine after the page was loaded: what DNS re-binding comes to. */
const rebound = 'evil.example';

const { browser, reason = '' } = await openBrowser([
  `--host-resolver-rules=MAP ${rebound} 127.0.0.1`,
  // What newer browsers refuse by themselves is left to the server, as older ones leave it.
  '--disable-features=LocalNetworkAccessChecks',
]);
const pages = browser ? describe : describe.skip;
const tried = browser ? '' : ` (not tried: ${reason})`;

const data = mkdtempSync(join(tmpdir(), 'parcours-foreign-pages-'));
let system: System;
let issuer: OutsideIssuer;
let installed: Installed;
let elsewhere: Server;

type Way = 'a demonstration' | 'an installed system';
const ways: readonly Way[] = ['a demonstration', 'an installed system'];

/** Where the two ports of each way to run are. */
const places = {} as Record<Way, { readonly apiUrl: string; readonly awsUrl: string }>;

/** A page of another origin on this machine, such as somebody's own web server. */
const elsewhereUrl = (): string => `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;

beforeAll(async () => {
  const awsPort = String(await freePort());
  issuer = await startOutsideIssuer();
  [system, installed] = await Promise.all([startSystem(), startInstalled(issuer, data, '--aws-port', awsPort)]);
  places['a demonstration'] = system.runtime;
  places['an installed system'] = { apiUrl: installed.address, awsUrl: `http://127.0.0.1:${awsPort}` };
  elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>elsewhere</title>');
  }).listen(0, '127.0.0.1');
}, 120_000);
afterAll(async () => {
  elsewhere.close();
  await Promise.all([system.stop(), installed.stop(), issuer.stop()]);
  rmSync(data, { recursive: true, force: true });
  await browser?.close();
});

type Port = 'apiUrl' | 'awsUrl';
const both: readonly Port[] = ['apiUrl', 'awsUrl'];

const openPage = async (): Promise<Page> => (await (browser as Browser).newContext()).newPage();

const openElsewhere = async (): Promise<Page> => {
  const page = await openPage();
  await page.goto(elsewhereUrl());
  return page;
};

/** A page that its owner served under that name, before the name was pointed at a port of this machine. */
const openRebound = async (url: string): Promise<Page> => {
  const page = await openPage();
  const bait = `http://${rebound}:${new URL(url).port}/bait`;
  await page.route(bait, (route) => route.fulfill({ contentType: 'text/html', body: '<title>bait</title>' }));
  await page.goto(bait);
  return page;
};

/** Runs a function, given in the browser's own words, with an argument. */
const run = <T>(page: Page, script: string, argument: unknown): Promise<T> =>
  page.evaluate<T>(`(${script})(${JSON.stringify(argument)})`);

/** The status that a page reads of a request it makes; `unreadable` where the browser tells it nothing. */
const ask = (page: Page, url: string, init: object = {}): Promise<number | string> =>
  run(page, `({ url, init }) => fetch(url, init).then(({ status }) => status, () => 'unreadable')`, { url, init });

/** What a page comes to that loads something in an element of its own. */
const load = (page: Page, tag: string, properties: object): Promise<string> =>
  run(
    page,
    `({ tag, properties }) => new Promise((resolve) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      document.body.append(element);
    })`,
    { tag, properties },
  );

/** The statuses that servers answer a page with, also where it may not read them. */
const watchStatuses = async (page: Page): Promise<readonly number[]> => {
  const statuses: number[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode));
  return statuses;
};

const takeToken = { method: 'POST', body: '{"user":"coordinator@est"}' };
const moveClock = { method: 'POST', body: '{"advance":"P3D"}' };
const listTables = {
  method: 'POST',
  body: '{}',
  headers: { authorization: 'x', 'x-amz-target': 'DynamoDB_20120810.ListTables' },
};

pages(`a page whose name was re-bound to this machine${tried}`, () => {
  test.each(ways)('reads neither the page, a token nor a name of %s, on either port', async (way) => {
    // To the browser everything is of one origin: only the server can tell.
    const { apiUrl, awsUrl } = places[way];
    const api = await openRebound(apiUrl);
    expect(await ask(api, '/')).toBe(421);
    expect(await ask(api, '/_local/users')).toBe(421);
    expect(await ask(api, '/_local/token', takeToken)).toBe(421);
    expect(await ask(api, '/v1/openapi.json')).toBe(421);
    expect(await ask(await openRebound(awsUrl), '/', listTables)).toBe(421);
  });
});

pages(`a page of another origin${tried}`, () => {
  test.each(ways)('reads nothing of %s, on either port', async (way) => {
    const page = await openElsewhere();
    for (const port of both) {
      const there = places[way][port];
      expect(await ask(page, `${there}/_local/token`, takeToken)).toBe('unreadable');
      expect(await ask(page, `${there}/v1/openapi.json`)).toBe('unreadable');
      expect(await ask(page, `${there}/`, listTables)).toBe('unreadable');
    }
  });

  test.each(ways)('is refused what it sends to %s without asking first', async (way) => {
    const page = await openElsewhere();
    const before = system.runtime.clock.now();
    const statuses = await watchStatuses(page);
    for (const port of both) {
      for (const [path, init] of [
        ['_local/token', takeToken],
        ['_local/clock', moveClock],
      ] as const) {
        await ask(page, `${places[way][port]}/${path}`, { ...init, mode: 'no-cors' });
      }
    }
    expect(statuses).toEqual([403, 403, 403, 403]);
    expect(system.runtime.clock.now() - before).toBeLessThan(86_400_000);
  });

  test('moves no clock by a form', async () => {
    const page = await openElsewhere();
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/_local/clock'));
    await run(
      page,
      `(action) => {
        const form = Object.assign(document.createElement('form'), { action, method: 'post', enctype: 'text/plain' });
        form.append(Object.assign(document.createElement('input'), { name: '{"advance":"P3D","x":"', value: '"}' }));
        document.body.append(form);
        form.submit();
      }`,
      `${system.runtime.apiUrl}/_local/clock`,
    );
    expect((await answered).status()).toBe(403);
  });

  test.each(ways)('takes no answer of %s for a script, a style or an image', async (way) => {
    const page = await openElsewhere();
    const { apiUrl } = places[way];
    expect(await load(page, 'script', { src: `${apiUrl}/v1/openapi.json` })).toBe('refused');
    expect(await load(page, 'link', { rel: 'stylesheet', href: `${apiUrl}/v1/openapi.json` })).toBe('refused');
    expect(await load(page, 'img', { src: `${apiUrl}/_local/users` })).toBe('refused');
  });

  describe.each(ways)('shows no frame of %s', (way) => {
    test.each(['/', '/v1/openapi.json', '/_local/users', '/v1/me', '/_local/oidc/authorize', '/nowhere'])(
      'with %s in it',
      async (path) => {
        const page = await openElsewhere();
        await load(page, 'iframe', { src: `${places[way].apiUrl}${path}` });
        expect(page.frames().map((frame) => frame.url())).toEqual([elsewhereUrl(), 'chrome-error://chromewebdata/']);
      },
    );
  });
});
