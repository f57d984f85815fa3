import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fetchPackages } from '../support/fetch-packages.ts';

/** An ordinary Tuesday morning in Montréal: the pictures are the same on any day. */
const begin = '2026-11-17T10:00:00-05:00';
const folder = join(import.meta.dirname, '../../docs/pictures');
const root = join(import.meta.dirname, '../..');
const patienceMs = 60_000;

/** A demonstration of its own, in memory, and its address. */
const startDemonstration = async () => {
  const options = ['--memory', '--port', '0', '--aws-port', '0', '--begin', begin];
  const server = spawn(process.execPath, [join(root, 'infra/cli/start.ts'), ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of server.stdout.setEncoding('utf8')) {
    said += String(text);
    if (said.includes('Ctrl+C')) break;
  }
  const apiUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  if (apiUrl === undefined) throw new Error(`the demonstration did not start: ${said}`);
  return { server, apiUrl };
};

/** Waits until as many cases are there as the demonstration makes of each organisation, then lets some days pass. */
const fillPage = async (apiUrl: string): Promise<void> => {
  const post = (path: string, body: object) =>
    fetch(`${apiUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const { access_token: token } = (await (await post('/_local/token', { user: 'coordinator@est' })).json()) as {
    access_token: string;
  };
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    const answer = await fetch(`${apiUrl}/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
    const { items } = (await answer.json()) as { items: readonly unknown[] };
    if (items.length >= 4) break;
  }
  await post('/_local/clock', { advance: 'P3D' });
};

// The browser is fetched before a module that imports it is.
fetchPackages(['test/e2e/pages']);
const { openBrowser } = await import('../e2e/pages/open-browser.ts');
const { browser, reason } = await openBrowser();
if (!browser) throw new Error(`no picture can be taken here: ${reason ?? ''}`);
const { server, apiUrl } = await startDemonstration();
try {
  await fillPage(apiUrl);
  const context = await browser.newContext({ viewport: { width: 390, height: 760 }, locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto(`${apiUrl}/`);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByRole('button', { name: /Noor Beaulieu/ }).click();
  await page.locator('.card').first().waitFor();
  await page.screenshot({ path: join(folder, 'aujourdhui.png') });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
}
