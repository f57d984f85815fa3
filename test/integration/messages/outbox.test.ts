import { beforeEach, describe, expect, test } from '@jest/globals';
import { mostAttempts } from '../../../shared/domain/team/send-again.ts';
import { messageKeyOf } from '../../../shared/messages/message-key.ts';
import { memberOf, monday, openOutbox, rungOf, type Outbox } from '../../support/messages/outbox.ts';

const later = (minutes: number): string => new Date(Date.parse(monday) + minutes * 60_000).toISOString();

let outbox: Outbox;
const linesSent = () => outbox.sent.map(({ text }) => text.split('\n\n')[0]);

beforeEach(async () => {
  outbox = await openOutbox();
  await outbox.members.write(memberOf('worker'));
  await outbox.members.write(memberOf('coordinator', { role: 'coordinator' }));
  for (const caseId of ['c1', 'c2', 'c3']) await outbox.open(caseId, { responsible: 'worker' });
});

describe('the message of a morning', () => {
  test('is one, and counts what stands when it leaves', async () => {
    await outbox.tell(
      'worker',
      ['c1', 'c2', 'c3'].map((caseId) => rungOf(caseId)),
    );
    await outbox.touch('c2');
    await expect(outbox.sweep()).resolves.toMatchObject({ looked: 1, handedOver: 1, failed: 0 });
    expect(outbox.sent).toHaveLength(1);
    expect(outbox.sent[0]).toMatchObject({
      to: 'worker@parcours.example',
      subject: 'Parcours\u00a0: 2 à regarder',
      key: messageKeyOf({ sub: 'worker', tellAt: monday }),
    });
    expect(linesSent()).toEqual(['2 suivis à regarder']);
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'handed-over', providerId: 'provider-1' });
  });

  test('says nothing of who or what it is about', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.sweep();
    expect(JSON.stringify(outbox.sent[0])).not.toMatch(/c1|ABCDEF|Name of|referral|contact|regular/);
  });

  test('is in the recipient’s language', async () => {
    await outbox.members.write(memberOf('worker', { language: 'en' }));
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.sweep();
    expect(outbox.sent[0]?.subject).toBe('Parcours: 1 to look at');
  });

  test('counts a case once, as the most that is asked', async () => {
    const asked = { rung: 'backup-and-coordinator' } as const;
    await outbox.tell('coordinator', [rungOf('c1'), rungOf('c1', asked), rungOf('c2', asked), rungOf('c3')]);
    await outbox.sweep();
    expect(linesSent()).toEqual(['1 suivi à regarder\n2 demandes d’appui']);
  });

  test('tells the direction a number', async () => {
    const direction = { unit: 'direction', kind: 'program' } as const;
    await outbox.members.write(memberOf('director', { role: 'director', mandate: direction }));
    await outbox.tell('director', [rungOf('c1', { rung: 'direction' })]);
    await outbox.sweep();
    expect(linesSent()).toEqual(['1 démarche à soutenir']);
  });

  test('counts advice that is asked for and a talk that is offered', async () => {
    const debrief = { kind: 'debrief', caseId: 'c1', reference: 'ABCDEF', activityId: 'a' } as const;
    await outbox.tell('worker', [{ kind: 'advice', adviceId: 'x' }, debrief]);
    await outbox.sweep();
    expect(linesSent()).toEqual(['2 suivis à regarder']);
  });

  test('does not leave before its time, and the sweep says when to come back', async () => {
    await outbox.tell('worker', [rungOf('c1')], later(30));
    await expect(outbox.sweep()).resolves.toMatchObject({ looked: 0, nextDueAt: later(30) });
    expect(outbox.sent).toEqual([]);
  });
});

describe('a message with nothing left to say is dropped', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['somebody was in touch', () => outbox.touch('c1')],
    [
      'its recipient is away that day',
      () => outbox.members.write(memberOf('worker', { absence: { from: '2026-03-16', until: '2026-03-16' } })),
    ],
    [
      'its recipient went to another team',
      () => outbox.members.write(memberOf('worker', { mandate: { unit: 'autre', kind: 'support' } })),
    ],
    [
      'its recipient went to another organisation',
      () => outbox.members.write(memberOf('worker', { organisation: 'nord' })),
    ],
    ['its recipient has no address', () => outbox.members.write(memberOf('worker', { email: undefined }))],
    [
      'its recipient holds a judicial mandate now',
      () => outbox.members.write(memberOf('worker', { mandate: { unit: 'soutien', kind: 'judicial' } })),
    ],
  ])('when %s', async (_what, happens) => {
    await outbox.tell('worker', [rungOf('c1')]);
    await happens();
    await outbox.sweep();
    expect(outbox.sent).toEqual([]);
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'dropped' });
  });

  test('when the case was closed, or the visit was completed', async () => {
    await outbox.open('closed', { status: 'closed', closedAt: monday });
    await outbox.tell('worker', [rungOf('closed'), rungOf('c1', { timerId: 'step', cycle: 1 })]);
    await outbox.sweep();
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'dropped' });
  });

  test('when it was read already', async () => {
    await outbox.tell('worker', [{ kind: 'advice', adviceId: 'x' }]);
    const [line] = await outbox.inbox('worker');
    if (line) await outbox.notices.write([outbox.notices.puts.readNotice({ ...line, readAt: monday })]);
    await outbox.sweep();
    expect(outbox.sent).toEqual([]);
  });

  test('and nobody who is not known is told', async () => {
    await outbox.tell('stranger', [rungOf('c1')]);
    await outbox.sweep();
    await expect(outbox.message('stranger')).resolves.toMatchObject({ state: 'dropped' });
  });
});

test('a worker whose case was given to somebody else is told of it no longer', async () => {
  await outbox.members.write(memberOf('earlier'));
  await outbox.tell('earlier', [rungOf('c1')]);
  await outbox.sweep();
  expect(outbox.sent).toEqual([]);
  expect((await outbox.message('earlier')).state).toBe('dropped');
});

describe('two sweeps at once', () => {
  test('send each message once', async () => {
    const subs = Array.from({ length: 12 }, (_, index) => `worker-${index}`);
    for (const sub of subs) await outbox.members.write(memberOf(sub, { role: 'coordinator' }));
    for (const sub of subs) await outbox.tell(sub, [rungOf('c1')]);
    await Promise.all([outbox.sweep(), outbox.sweepWith()(), outbox.sweepWith()()]);
    expect(outbox.sent.map(({ to }) => to).sort()).toEqual(subs.map((sub) => `${sub}@parcours.example`).sort());
  });

  test('and one that follows sends nothing again', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.sweep();
    outbox.goTo(later(600));
    await outbox.sweep();
    expect(outbox.sent).toHaveLength(1);
  });
});

describe('a sweep that dies', () => {
  const dying = () =>
    outbox.sweepWith({
      channel: { send: () => new Promise(() => {}) },
    });

  test('after its claim leaves the message to a later one, which waits for the claim to run out', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    void dying()();
    while ((await outbox.message('worker')).state !== 'sending') await new Promise(setImmediate);
    outbox.goTo(later(1));
    await outbox.sweep();
    expect(outbox.sent).toHaveLength(0);
    outbox.goTo(later(3));
    await outbox.sweep();
    expect(outbox.sent).toHaveLength(1);
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'handed-over', attempts: 2 });
  });

  test('six times is given up and raised', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    const waiting = await outbox.message('worker');
    const claimed = { ...waiting, state: 'sending', attempts: 6 } as const;
    await outbox.notices.write([outbox.notices.puts.changedMessage(claimed, waiting)]);
    await outbox.sweep();
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'failed' });
    expect(await outbox.inbox('coordinator')).toMatchObject([{ about: { kind: 'undeliverable', sub: 'worker' } }]);
  });
});

describe('a message that the provider refuses', () => {
  test('waits longer each time, then is given up and raised to the coordinators, in their inbox only', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    outbox.refuseWith(new Error('throttled'));
    const waits: number[] = [];
    for (let at = monday; ;) {
      outbox.goTo(at);
      await outbox.sweep();
      const { state, tryAt } = await outbox.message('worker');
      if (state !== 'waiting') break;
      waits.push((Date.parse(tryAt) - Date.parse(at)) / 60_000);
      at = tryAt;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80]);
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'failed', attempts: 6 });
    expect(await outbox.inbox('coordinator')).toMatchObject([{ about: { kind: 'undeliverable', sub: 'worker' } }]);
    await expect(outbox.notices.readMessage('coordinator', later(155))).resolves.toBeUndefined();
  });

  test('is sent when the provider takes it again, and counted anew', async () => {
    await outbox.tell('worker', [rungOf('c1'), rungOf('c2')]);
    outbox.refuseWith(new Error('throttled'));
    await expect(outbox.sweep()).resolves.toMatchObject({ handedOver: 0, nextDueAt: later(5) });
    outbox.refuseWith(undefined);
    await outbox.touch('c2');
    outbox.goTo(later(5));
    await outbox.sweep();
    expect(linesSent()).toEqual(['1 suivi à regarder']);
  });
});

describe('the news of a delivery', () => {
  const key = messageKeyOf({ sub: 'worker', tellAt: monday });
  const news = { key, providerId: 'provider-1' };
  const hand = async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    await outbox.sweep();
  };

  test('is noted', async () => {
    await hand();
    await outbox.noteDelivery({ ...news, fate: 'delivered' });
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'delivered' });
  });

  test('is noted when it comes before the sweep has noted the sending', async () => {
    const quick = outbox.sweepWith({
      channel: {
        send: async () => {
          await outbox.noteDelivery({ ...news, fate: 'delivered' });
          return { providerId: 'provider-1' };
        },
      },
    });
    await outbox.tell('worker', [rungOf('c1')]);
    await expect(quick()).resolves.toMatchObject({ failed: 0 });
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'delivered', providerId: 'provider-1' });
  });

  test('ends the waiting of a message whose sending was taken and not answered', async () => {
    await outbox.tell('worker', [rungOf('c1')]);
    outbox.refuseWith(new Error('the answer was lost'));
    await outbox.sweep();
    await outbox.noteDelivery({ ...news, fate: 'delivered' });
    outbox.refuseWith(undefined);
    outbox.goTo(later(5));
    await outbox.sweep();
    expect(outbox.sent).toEqual([]);
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'delivered' });
  });

  test.each(['handed over', 'delivered'])('of a return is raised once, when it was %s', async (state) => {
    await hand();
    if (state === 'delivered') await outbox.noteDelivery({ ...news, fate: 'delivered' });
    await outbox.noteDelivery({ ...news, fate: 'returned' });
    await expect(outbox.noteDelivery({ ...news, fate: 'returned' })).resolves.toEqual({ noted: false });
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'failed' });
    expect(await outbox.inbox('coordinator')).toHaveLength(1);
  });

  test('that it was put off has it sent again, and raises nothing', async () => {
    await hand();
    const { providerId = '' } = await outbox.message('worker');
    const putOff = { ...news, providerId, fate: 'put-off' } as const;
    await expect(outbox.noteDelivery(putOff)).resolves.toEqual({ noted: true });
    await expect(outbox.noteDelivery(putOff)).resolves.toEqual({ noted: false });
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'waiting', tryAt: later(5), attempts: 1 });
    outbox.goTo(later(5));
    await outbox.sweep();
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'handed-over', attempts: 2 });
    expect(outbox.sent).toHaveLength(2);
    expect(await outbox.inbox('coordinator')).toEqual([]);
  });

  test('that it was put off is raised when that has gone on for long enough', async () => {
    await hand();
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const { providerId = '' } = await outbox.message('worker');
      expect(await outbox.inbox('coordinator')).toEqual([]);
      await outbox.noteDelivery({ ...news, providerId, fate: 'put-off' });
      outbox.goTo(later(attempt * 24 * 60));
      await outbox.sweep();
    }
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'failed', attempts: mostAttempts });
    expect(await outbox.inbox('coordinator')).toHaveLength(1);
  });

  test('of another sending says nothing about this one', async () => {
    await hand();
    const late = { ...news, providerId: 'of-the-first-sending', fate: 'put-off' } as const;
    await expect(outbox.noteDelivery(late)).resolves.toEqual({ noted: false });
  });

  test.each(['put-off', 'under-way'] as const)('that is %s changes nothing once it was delivered', async (fate) => {
    await hand();
    await outbox.noteDelivery({ ...news, fate: 'delivered' });
    await expect(outbox.noteDelivery({ ...news, fate })).resolves.toEqual({ noted: false });
    await expect(outbox.message('worker')).resolves.toMatchObject({ state: 'delivered' });
  });

  test('of a return each morning is one unread line', async () => {
    await hand();
    await outbox.noteDelivery({ ...news, fate: 'returned' });
    const tuesday = later(24 * 60);
    outbox.goTo(tuesday);
    await outbox.tell('worker', [rungOf('c1')], tuesday);
    await outbox.sweep();
    await outbox.noteDelivery({
      key: messageKeyOf({ sub: 'worker', tellAt: tuesday }),
      providerId: 'p',
      fate: 'returned',
    });
    await expect(outbox.message('worker', tuesday)).resolves.toMatchObject({ state: 'failed' });
    expect(await outbox.inbox('coordinator')).toHaveLength(1);
  });

  test.each([undefined, 'nothing of ours', messageKeyOf({ sub: 'nobody', tellAt: monday })])(
    'with the key %j is of none of ours',
    async (other) => {
      await expect(outbox.noteDelivery({ key: other, providerId: 'p', fate: 'returned' })).resolves.toEqual({
        noted: false,
      });
    },
  );
});

test('a sweep that finds more than a hundred in a shard says nothing of when to come back', async () => {
  const moments = Array.from({ length: 101 }, (_, index) => new Date(Date.parse(monday) - index).toISOString());
  for (const tellAt of moments) await outbox.tell('worker', [rungOf('c1')], tellAt);
  const { looked, nextDueAt } = await outbox.sweep();
  expect([looked, nextDueAt]).toEqual([100, undefined]);
  await expect(outbox.sweep()).resolves.toMatchObject({ looked: 1, handedOver: 1 });
});
