import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { dayOf, isWorking } from '../../../shared/time/opening.ts';
import { mailbox } from '../../support/messages/told.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

/** Names, numbers and words of these youths that no message may hold. */
const names = ['Zed-Marqueur', 'Maïka-Marqueur', 'Ti-Lou-Marqueur'];
const person = (name: string) => ({ name, reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' });

type Mails = Awaited<ReturnType<typeof mailbox>>;

describe('three youths whom nobody was in touch with for two months', () => {
  let system: System;
  let cases: readonly CaseView[];
  let mails: Mails;
  beforeAll(async () => {
    system = await startSystem();
    cases = [];
    for (const name of names) await system.refer({ person: person(name) });
    cases = [await caseAt(system, 'follow-up'), await caseAt(system, 'first-contact')];
    await system.advanceClock('P60D');
    mails = await mailbox(system);
  }, 60_000);
  afterAll(() => system.stop());

  const to = (role: string): Mails => mails.filter((mail) => mail.to.includes(`${role}.est@parcours.example`));

  test('are told to the worker, the coordinator and the direction, and to nobody else', () => {
    for (const role of ['caseworker', 'coordinator', 'director']) expect(to(role).length).toBeGreaterThan(0);
    const others = mails.filter(({ to: [address = ''] }) => !/^(caseworker|coordinator|director)\.est@/.test(address));
    expect(others).toEqual([]);
  });

  test('take one message a person and morning, at the opening of a working day', () => {
    const mornings = mails.map(({ to: [address], sentAt }) => `${address} ${dayOf(quebecCalendar, sentAt)}`);
    expect(new Set(mornings).size).toBe(mails.length);
    const minutes = mails.map(({ sentAt }) => new Date(Date.parse(sentAt) - 5 * 60_000).toISOString());
    const openings = mails.filter(
      ({ sentAt }, index) => isWorking(quebecCalendar, sentAt) && !isWorking(quebecCalendar, minutes[index] ?? sentAt),
    );
    expect(openings).toHaveLength(mails.length);
  });

  test('are in no message: no name, number, reference, id or reason', () => {
    const said = JSON.stringify(mails.map(({ subject, text, html }) => [subject, text, html]));
    const secrets = [...names, '514', 'wants-change', ...cases.flatMap(({ caseId, reference }) => [caseId, reference])];
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });

  test('are all delivered, and nothing went wrong', async () => {
    const { body } = await (await system.as('coordinator@est')).get('/v1/notifications?limit=100');
    expect(
      (body as { items: readonly { kind: string }[] }).items.filter(({ kind }) => kind === 'undeliverable'),
    ).toEqual([]);
    expect(system.logged).toEqual([]);
  });
});
