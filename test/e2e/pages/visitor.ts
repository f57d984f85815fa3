import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

const folder = '.local/pages';
mkdirSync(folder, { recursive: true });

/** What the page is checked against: WCAG 2.1 A and AA, and what axe calls good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** In the browser's own words. */
const smallTargets = `[...document.querySelectorAll('button, a')].flatMap((target) => {
  const { width, height } = target.getBoundingClientRect();
  return width < 44 || height < 44 ? [target.outerHTML + ' is ' + width + ' x ' + height] : [];
})`;

/** Somebody at the pages, with a browser window of their own. */
export const openVisitor = async (browser: Browser, apiUrl: string, width: number) => {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 740 : 900 }, locale: 'fr-CA' });
  const page: Page = await context.newPage();
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED'))
      complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${apiUrl}/`)) elsewhere.push(request.url());
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

  return {
    page,
    context,
    button,
    /** What the browser complained of, and what was asked of any other machine: both stay empty. */
    complaints,
    elsewhere,
    cards: page.locator('.card'),

    /** Signs in by the real flow, as somebody of the demonstration. */
    signIn: async (name: string): Promise<void> => {
      await page.goto(`${apiUrl}/`);
      await button('Ouvrir une session').click();
      await button(new RegExp(name)).click();
      await page.locator('.card').first().waitFor();
    },

    /** Findings of axe on the page as it stands, which is kept as a picture to look at. */
    inspect: async (state: string): Promise<readonly string[]> => {
      await page.screenshot({ path: `${folder}/${width}-${state}.png`, fullPage: true });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(
        (values) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
        rules,
      );
      return violations.map(({ id, nodes }) => `${state}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
    },

    /** Things to tap that are smaller than 44 pixels either way. */
    smallTargets: (): Promise<readonly string[]> => page.evaluate(smallTargets),

    /** Whether something has to be scrolled sideways to. */
    overflows: (): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth'),
  };
};

export type Visitor = Awaited<ReturnType<typeof openVisitor>>;
