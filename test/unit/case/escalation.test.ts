import { describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  ask,
  askingRungs,
  endEscalation,
  escalationSchema,
  isPutOffEnough,
  snooze,
  type Escalation,
} from '../../../shared/domain/case/escalation.ts';
import { rungNames } from '../../../shared/domain/pathway/due.ts';
import { aCase, dayAfter } from './a-case.ts';

const first = (): Escalation =>
  ask(undefined, aCase(), { seq: 1, rung: 'due', dueAt: dayAfter(3), asked: ['w'], now: dayAfter(3) });

describe('a request for support', () => {
  test('is opened by every rung but the one that only says what is coming', () => {
    expect(rungNames.filter((rung) => !(askingRungs as readonly string[]).includes(rung))).toEqual(['due-soon']);
    expect(escalationSchema.parse(first())).toEqual({
      caseId: 'c',
      seq: 1,
      reference: 'ABCDEF',
      organisation: 'est',
      unit: 'soutien',
      rung: 'due',
      openedAt: dayAfter(3),
      raisedAt: dayAfter(3),
      dueAt: dayAfter(3),
      asked: ['w'],
      status: 'open',
      snoozes: 0,
    });
  });

  test('that is raised stays the same one, and keeps everybody who was asked once', () => {
    const asking = { rung: 'direction', dueAt: dayAfter(3), asked: ['w', 'd'], now: dayAfter(17) } as const;
    expect(ask(first(), aCase(), { seq: 9, ...asking })).toEqual({
      ...first(),
      rung: 'direction',
      raisedAt: dayAfter(17),
      asked: ['w', 'd'],
    });
  });

  test('goes with the case to another mandate', () => {
    const asking = { seq: 1, rung: 'due', dueAt: dayAfter(9), asked: [], now: dayAfter(9) } as const;
    expect(ask(first(), aCase({ organisation: 'nord', unit: 'jeunesse' }), asking)).toMatchObject({
      organisation: 'nord',
      unit: 'jeunesse',
      openedAt: dayAfter(3),
    });
  });

  test('that somebody took upon them is open again when it is asked once more, and remembers who', () => {
    const taken = acknowledge(first(), { owner: 'o', by: 'c', until: dayAfter(5), now: dayAfter(4) });
    expect(taken).toMatchObject({ status: 'acknowledged', owner: 'o', until: dayAfter(5), answeredAt: dayAfter(4) });
    const again = ask(taken, aCase(), { seq: 1, rung: 'due', dueAt: dayAfter(5), asked: ['w'], now: dayAfter(5) });
    expect(again).toMatchObject({ status: 'open', owner: 'o', dueAt: dayAfter(5), snoozes: 0 });
  });

  test('counts how often it was put off, across being asked again', () => {
    const off = snooze(first(), { until: dayAfter(6), now: dayAfter(4) });
    expect(off).toMatchObject({ status: 'acknowledged', snoozes: 1, until: dayAfter(6), answeredAt: dayAfter(4) });
    const again = ask(off, aCase(), { seq: 1, rung: 'due', dueAt: dayAfter(6), asked: ['w'], now: dayAfter(6) });
    expect(snooze(again, { until: dayAfter(8), now: dayAfter(7) }).snoozes).toBe(2);
  });

  test('counts what somebody takes upon themself as it does what they put off, for each person', () => {
    const take = (request: Escalation, owner: string, by: string) =>
      acknowledge(request, { owner, by, until: dayAfter(9), now: dayAfter(4) });
    const once = take(first(), 'w', 'w');
    expect(isPutOffEnough(once, 'w')).toBe(false);
    expect(isPutOffEnough(take(once, 'w', 'w'), 'w')).toBe(true);
    expect(isPutOffEnough(snooze(once, { until: dayAfter(6), now: dayAfter(5) }), 'w')).toBe(true);
    // Somebody else is another pair of eyes, and giving it to somebody else is no putting off.
    expect(isPutOffEnough(take(once, 'w', 'w'), 'c')).toBe(false);
    expect(isPutOffEnough(take(take(first(), 'o', 'w'), 'o', 'w'), 'w')).toBe(false);
  });

  test('says when and why it ended', () => {
    expect(endEscalation(first(), 'contact', dayAfter(4))).toEqual({
      ...first(),
      status: 'ended',
      endedAt: dayAfter(4),
      end: 'contact',
    });
  });
});
