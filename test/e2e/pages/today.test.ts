import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { startSystem, subOf, zed, type System } from '../../support/system.ts';
import { complete } from '../../support/walk.ts';
import { openBrowser } from './open-browser.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const { browser, reason = '' } = await openBrowser();
const pages = browser ? describe : describe.skip;

/** A name that nothing else on the page could hold by chance. */
const person = { ...zed, name: 'Zébulon Témoin' };

let system: System;
let found: CaseView;
const visitors: Visitor[] = [];

const visit = async (width = 360): Promise<Visitor> => {
  if (!browser) throw new Error('there is no browser');
  const visitor = await openVisitor(browser, system.runtime.apiUrl, width);
  visitors.push(visitor);
  return visitor;
};

/** The activities of the case, the newest first, as its worker may read them. */
const recorded = async () => {
  const { body } = await (await system.as('caseworker@est')).get(`/v1/cases/${found.caseId}/activities`);
  const item = z.object({ activity: z.string(), answers: z.record(z.string(), z.unknown()).optional() });
  return z.object({ items: z.array(item) }).parse(body).items;
};

beforeAll(async () => {
  if (!browser) return;
  system = await startSystem();
  found = await complete(await system.as('coordinator@est'), await system.refer({ person }), 'accepted');
  await system.advanceClock('P5D');
});
afterAll(async () => {
  if (!browser) return;
  await browser.close();
  await system.stop();
});

pages(`the page Aujourd’hui${browser ? '' : ` (not tried: ${reason})`}`, () => {
  test.each([360, 1280])('is usable by everybody, in every state, %i pixels wide', async (width) => {
    const visitor = await visit(width);
    const { page, button, inspect, cards } = visitor;
    const findings: string[] = [];
    const look = async (state: string): Promise<void> => {
      findings.push(...(await inspect(state)), ...(await visitor.smallTargets()));
      if (await visitor.overflows()) findings.push(`${state} has to be scrolled sideways`);
    };
    await page.goto(`${system.runtime.apiUrl}/`);
    await button('Ouvrir une session').waitFor();
    await look('welcome');
    await button('Ouvrir une session').click();
    await button(/Noor Beaulieu/).waitFor();
    findings.push(...(await inspect('sign-in')));
    await button(/Noor Beaulieu/).click();
    await cards.first().waitFor();
    await look('today');
    await cards.first().getByRole('button', { name: 'Essayé' }).click();
    await look('question');
    await button('Annuler').click();
    await cards.first().locator('.initials').click();
    await page.getByText(person.name, { exact: true }).waitFor();
    await look('name');
    await button('English').click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await look('english');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('dark');
    await button('Hide').click();
    await look('masked');
    expect(findings).toEqual([]);
    expect([visitor.complaints, visitor.elsewhere]).toEqual([[], []]);
  });

  test('records a contact in three taps at most, and says so', async () => {
    const { page, cards, signIn } = await visit();
    await signIn('Noor Beaulieu');
    expect(await cards.first().textContent()).toMatch(/Contact prévu .*Pas encore joint|pas encore joint/);
    await cards.first().getByRole('button', { name: 'Joint', exact: true }).click();
    await cards.first().getByRole('button', { name: 'Texto' }).click();
    await page.getByText('C’est noté\u00a0: Joint · Texto').waitFor();
    await cards.getByText('vu aujourd’hui', { exact: true }).waitFor();
    expect((await recorded())[0]).toMatchObject({ activity: 'contact', answers: { reached: 'yes', way: 'text' } });
  });

  test('records urgent help by what is needed', async () => {
    const { page, cards, signIn } = await visit();
    await signIn('Noor Beaulieu');
    await cards.first().getByRole('button', { name: 'Aide urgente' }).click();
    await cards.first().getByRole('button', { name: 'Un toit pour la nuit' }).click();
    await page.getByText('Aide urgente · Un toit pour la nuit').waitFor();
    expect((await recorded())[0]).toMatchObject({ activity: 'urgent-help', answers: { kind: 'shelter' } });
  });

  test('shows no name until it is tapped, and nothing at all once it is masked', async () => {
    const { page, cards, button, signIn } = await visit();
    await signIn('Noor Beaulieu');
    expect(await page.content()).not.toContain(person.name);
    await button('ZT, voir le nom').click();
    await page.getByRole('link', { name: '514 555-0123' }).waitFor();
    await button('Masquer').click();
    await button('Revenir').waitFor();
    expect(await page.content()).not.toMatch(new RegExp(`${person.name}|514 555|Contact`));
    await page.reload();
    await button('Revenir').click();
    await cards.first().waitFor();
    expect(await page.content()).not.toContain(person.name);
    // Sent together: a busy machine must not come between the two.
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Escape')]);
    await button('Revenir').waitFor();
    expect(await cards.count()).toBe(0);
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
    expect(kept).not.toContain(person.name);
  });

  test('shows seven people, and everybody else at a tap', async () => {
    const { page, cards, button, signIn } = await visit();
    const session = await system.as('coordinator@est');
    for (let n = 0; n < 8; n += 1) await session.post('/v1/cases', { person });
    await signIn('Hélène Roy');
    expect(await cards.count()).toBe(7);
    await button('et 2 autres personnes').click();
    await cards.nth(8).waitFor();
    expect(await page.getByText('autres personnes').count()).toBe(0);
  });

  test('takes a name away after a minute, and asks for a new sign-in after a quarter of an hour masked', async () => {
    const { page, button, signIn } = await visit();
    await page.clock.install();
    await signIn('Noor Beaulieu');
    await button('ZT, voir le nom').click();
    await button(`${person.name}, cacher le nom`).waitFor();
    // What a page does after it has drawn itself waits for a frame.
    await page.clock.runFor(1_000);
    await page.clock.fastForward(60_000);
    await button('ZT, voir le nom').waitFor();
    expect(await page.content()).not.toContain(person.name);
    await button('Masquer').click();
    await page.clock.runFor(1_000);
    await page.clock.fastForward(16 * 60_000);
    await button('Revenir').click();
    await button(/Noor Beaulieu/).waitFor();
    expect(new URL(page.url()).searchParams.get('prompt')).toBe('login');
  });

  test('says who is on call, and what others did since the last visit', async () => {
    const { page, signIn } = await visit();
    await signIn('Noor Beaulieu');
    await page.getByText('Personne n’est de garde').waitFor();
    const coordinator = await system.as('coordinator@est');
    const hour = 3_600_000;
    const at = (hours: number): string => new Date(Date.parse(system.now()) + hours * hour).toISOString();
    await coordinator.post('/v1/roster', { member: subOf('supervisor@est'), from: at(-1), until: at(5) });
    await coordinator.post(`/v1/cases/${found.caseId}/activities/urgent-help`, { kind: 'food' });
    await page.reload();
    await page.getByText(/De garde\u00a0: Samuel Okafor, jusqu.à \d+\sh/).waitFor();
    await page.getByText('Activité consignée\u00a0: Aide urgente').waitFor();
  });

  test('speaks the other language after one tap, and remembers', async () => {
    const { page, button, signIn } = await visit();
    await signIn('Noor Beaulieu');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await button('English').click();
    await button('Urgent help').first().waitFor();
    await page.reload();
    await button('Urgent help').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('loses nothing that is tapped on a bad network, and records it once', async () => {
    const { page, context, button, cards, signIn } = await visit();
    await signIn('Noor Beaulieu');
    const before = (await recorded()).length;
    const kept = cards.getByText('Pas encore envoyé; c’est gardé ici.');
    await context.route('**/activities/**', (route) => route.abort());
    await cards.first().getByRole('button', { name: 'Essayé' }).click();
    await cards.first().getByRole('button', { name: 'Appel' }).click();
    await kept.waitFor();
    await page.reload();
    await kept.waitFor();
    await context.unroute('**/activities/**');
    await button('Renvoyer').click();
    await page.getByText('C’est noté\u00a0: Essayé · Appel').waitFor();
    await page.reload();
    await cards.first().waitFor();
    const after = await recorded();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ activity: 'contact', answers: { reached: 'no', way: 'phone' } });
  });

  test('tells whoever follows nobody whose page it is', async () => {
    const { page, button } = await visit();
    await page.goto(`${system.runtime.apiUrl}/`);
    await button('Ouvrir une session').click();
    await button(/Joanne Pierre/).click();
    const said = page.getByText('Cette page est celle des personnes qui accompagnent des jeunes');
    await said.waitFor();
    expect(await said.count()).toBe(1);
  });

  test('lets nobody in by an answer that it did not ask for', async () => {
    const { page } = await visit();
    await page.goto(`${system.runtime.apiUrl}/callback?code=stolen&state=made-up`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('La session ne s’est pas ouverte. Réessayez.');
    expect(page.url()).toBe(`${system.runtime.apiUrl}/`);
  });
});
