import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Notification } from '../../../shared/api/schemas/notification.ts';
import { makeInbox, type Inbox } from '../../../shared/cases/inbox.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import { aCase, aThread } from '../../unit/case/a-case.ts';
import { memberOf, monday, openOutbox, rungOf, type Outbox } from '../../support/messages/outbox.ts';

const after = (minutes: number): string => new Date(Date.parse(monday) + minutes * 60_000).toISOString();

let outbox: Outbox;
let inbox: Inbox;

beforeEach(async () => {
  outbox = await openOutbox();
  const { notices, members } = outbox;
  inbox = makeInbox({ notices, members, stillStands: makeStillStands({ notices }), clock: { now: () => after(600) } });
  await members.write(memberOf('worker'));
  await members.write(memberOf('coordinator', { role: 'coordinator' }));
  await members.write(memberOf('director', { role: 'director', mandate: { unit: 'direction', kind: 'program' } }));
  for (const caseId of ['c1', 'c2']) await outbox.open(caseId, { responsible: 'worker', reference: `REF-${caseId}` });
});

const all = async (sub: string): Promise<readonly Notification[]> => (await inbox.list(sub, { limit: 50 })).items;

describe('an inbox', () => {
  test('has the newest first, each in both languages, with what may be known of the case', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.tell('worker', [{ kind: 'advice', adviceId: 'x' }], after(5));
    expect(await all('worker')).toEqual([
      expect.objectContaining({ kind: 'advice', adviceId: 'x', stands: true }),
      {
        notificationId: expect.stringMatching(/^[\w-]{22}$/),
        kind: 'rung',
        rung: 'due',
        title: { fr: 'Un suivi à regarder', en: 'A follow-up to look at' },
        stands: true,
        caseId: 'c1',
        reference: 'REF-c1',
        intensity: 'regular',
        dueAt: '2026-03-13T13:00:00.000Z',
        recordedAt: monday,
      },
    ]);
  });

  test('shows no case to somebody who may no longer read it, not even in its ids and places', async () => {
    await outbox.members.write(memberOf('colleague'));
    await outbox.tell('colleague', [rungOf('c1', { reference: 'REF-c1' })]);
    const { items, after: place } = await inbox.list('colleague', { limit: 1 });
    expect(items).toHaveLength(1);
    expect(place).toBeDefined();
    expect(JSON.stringify([items, place])).not.toMatch(/c1/);
  });

  test('tells the direction a reference of intensive support only, and never the case', async () => {
    const told = { rung: 'direction', reference: 'REF' } as const;
    await outbox.tell('director', [rungOf('c1', told), rungOf('c2', { ...told, intensity: 'intensive' })]);
    const lines = await all('director');
    expect(lines.map(({ intensity, reference, caseId }) => [intensity, reference, caseId]).sort()).toEqual([
      ['intensive', 'REF', undefined],
      ['regular', undefined, undefined],
    ]);
  });

  test('lets go of a check that was made, and of all that was asked of a youth who withdraws', async () => {
    const check = { ...aThread().timer, caseId: 'c1', timerId: 'check', subject: 'activity' } as const;
    const { cases } = outbox;
    const thread = { ...aThread(), caseId: 'c1' };
    const promised = { ...thread, followUps: [{ timerId: 'check', activity: 'contact' }] };
    await cases.write([cases.puts.timer(check), cases.puts.thread(promised, thread)]);
    await outbox.tell('worker', [rungOf('c1', { timerId: 'check' }), rungOf('c2')]);
    expect((await all('worker')).map(({ stands }) => stands)).toEqual([true, true]);

    const read = { ...promised, version: thread.version + 1 };
    await cases.write([cases.puts.thread({ ...read, followUps: [] }, read)]);
    const found = aCase({ caseId: 'c2', responsible: 'worker', reference: 'REF-c2' });
    await cases.write([cases.puts.changedCase({ ...found, status: 'closing' }, found)]);
    expect((await all('worker')).map(({ stands }) => stands)).toEqual([false, false]);
    await outbox.sweep();
    expect(outbox.sent).toEqual([]);
  });

  test('goes on from page to page without a line twice or left out', async () => {
    for (let n = 0; n < 5; n += 1) await outbox.tell('worker', [{ kind: 'advice', adviceId: `x${n}` }], after(n));
    const seen: (string | undefined)[] = [];
    let place: string | undefined;
    do {
      const page = await inbox.list('worker', { after: place, limit: 2 });
      seen.push(...page.items.map(({ adviceId }) => adviceId));
      place = page.after;
    } while (place !== undefined);
    expect(seen).toEqual(['x4', 'x3', 'x2', 'x1', 'x0']);
  });

  test.each(['', 'elsewhere', `${monday}#nothing`, '#'])('does not begin at %j', async (place) => {
    await outbox.tell('worker', [rungOf('c1')]);
    await expect(inbox.list('worker', { after: place, limit: 2 })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  test('is one’s own, and only of those who have something to look at', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.members.write(memberOf('officer', { role: 'privacy-officer' }));
    expect(await all('coordinator')).toEqual([]);
    await expect(inbox.list('officer', { limit: 2 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(inbox.markRead('stranger', () => ({ until: monday }))).rejects.toMatchObject({
      code: 'no-membership',
    });
  });
});

describe('what was read', () => {
  test('stays as long as there is something to do about it', async () => {
    await outbox.tell('worker', [rungOf('c1'), rungOf('c2'), { kind: 'advice', adviceId: 'x' }]);
    await expect(inbox.markRead('worker', () => ({ until: monday }))).resolves.toBe(3);
    await outbox.touch('c2');
    expect(await all('worker')).toMatchObject([{ caseId: 'c1', stands: true, readAt: after(600) }]);
  });

  test('is what was named, and nothing of anybody else', async () => {
    await outbox.tell('worker', [rungOf('c1'), rungOf('c2')]);
    await outbox.tell('coordinator', [rungOf('c1'), rungOf('c2')]);
    const [first] = await all('worker');
    await expect(inbox.markRead('worker', () => ({ ids: [first?.notificationId ?? ''] }))).resolves.toBe(1);
    const read = (await all('worker')).flatMap(({ notificationId, readAt }) =>
      readAt === undefined ? [] : notificationId,
    );
    expect(read).toEqual([first?.notificationId]);
    expect((await all('coordinator')).filter(({ readAt }) => readAt !== undefined)).toEqual([]);
  });

  test('is what was there at that moment, once', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.tell('worker', [rungOf('c2')], after(5));
    await expect(inbox.markRead('worker', () => ({ until: after(1) }))).resolves.toBe(1);
    await expect(inbox.markRead('worker', () => ({ until: after(1) }))).resolves.toBe(0);
    await expect(inbox.markRead('worker', () => ({ until: after(5) }))).resolves.toBe(1);
  });

  test('can be hundreds of lines', async () => {
    const moments = Array.from({ length: 130 }, (_, index) => after(index));
    for (const tellAt of moments) await outbox.tell('worker', [rungOf('c1')], tellAt);
    await expect(inbox.markRead('worker', () => ({ until: after(500) }))).resolves.toBe(130);
  });
});
