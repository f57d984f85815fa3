import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startInstalled, type Installed } from '../../support/installed.ts';
import { startOutsideIssuer, type OutsideIssuer } from '../../support/outside-issuer.ts';
import { openBrowser } from './open-browser.ts';

const { browser, reason = '' } = await openBrowser();
const pages = browser ? describe : describe.skip;
const tried = browser ? '' : ` (not tried: ${reason})`;

const home = mkdtempSync(join(tmpdir(), 'parcours-installed-pages-'));
const scope = 'openid api://parcours/use';
const worker = {
  sub: 'idp|cyr',
  name: 'Cyr',
  role: 'caseworker',
  organisation: 'est',
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
};

let issuer: OutsideIssuer;
let installed: Installed;

beforeAll(async () => {
  issuer = await startOutsideIssuer(worker.sub);
  const members = join(home, 'members.json');
  writeFileSync(members, JSON.stringify([worker]));
  const options = ['--client-id', issuer.clientId, '--scope', scope, '--members', members];
  installed = await startInstalled(issuer, join(home, 'data'), ...options);
}, 120_000);
afterAll(async () => {
  await Promise.all([installed.stop(), issuer.stop(), browser?.close()]);
  rmSync(home, { recursive: true, force: true });
});

pages(`the pages of an organisation${tried}`, () => {
  test('sign a person in with its own issuer, which knows them by another name than the API', async () => {
    const page = await (await (browser as Browser).newContext({ locale: 'fr-CA' })).newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${installed.address}/`);
    const asked = page.waitForRequest((request) => request.url().startsWith(`${issuer.url}/authorize`));
    const today = page.waitForResponse((answer) => answer.url().startsWith(`${installed.address}/v1/today`));
    await page.getByRole('button', { name: 'Ouvrir une session' }).click();
    const { searchParams } = new URL((await asked).url());
    expect(searchParams.get('scope')).toBe(scope);
    expect(searchParams.get('client_id')).toBe(issuer.clientId);
    expect((await today).status()).toBe(200);
    expect(complaints).toEqual([]);
  });
});
