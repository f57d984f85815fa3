import { describe, expect, test } from '@jest/globals';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';
import { afterRungs, ageTimer, followUpTimer, stepTimer } from '../../../shared/time/timers.ts';
import type { FollowUp } from '../../../shared/domain/pathway/due.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';
import { aCase } from '../case/a-case.ts';

const opened = '2026-03-09T14:00:00.000Z';
const due = '2026-03-16T14:00:00.000Z';

const atStep = (id: string, changes: Partial<Case> = {}): Case =>
  aCase({ step: { id, visit: 7, state: 'open', openedAt: opened, dueAt: due }, ...changes });

describe('the timer of a visit', () => {
  test('carries the number of the visit, its due time, and reminders that never climb', () => {
    expect(stepTimer(atStep('support-plan'), pivotV1, calendar)).toEqual({
      caseId: 'c',
      timerId: 'step',
      subject: 'step',
      owner: 'caseworker',
      cycle: 7,
      since: opened,
      dueAt: due,
      calendar: 'quebec-1',
      ladder: [
        { rung: 'due-soon', at: '2026-03-13T14:00:00.000Z' },
        { rung: 'due', at: due },
      ],
      next: 0,
    });
  });

  const ofTheClock = ['first-contact', 're-engagement'];

  test.each(Object.keys(pivotV1.steps))('at %s climbs to nobody', (id) => {
    for (const intensity of ['intensive', 'regular'] as const) {
      const timer = stepTimer(atStep(id, { intensity }), pivotV1, calendar);
      expect(timer === undefined).toBe(ofTheClock.includes(id));
      expect(timer?.ladder.filter(({ rung }) => rung !== 'due-soon' && rung !== 'due') ?? []).toEqual([]);
    }
  });

  test('is owed by whom the step names', () => {
    expect(stepTimer(atStep('referral'), pivotV1, calendar)?.owner).toBe('coordinator');
    expect(stepTimer(atStep('closure-decision'), pivotV1, calendar)?.owner).toBe('supervisor');
  });

  test('of a suspension tells that its end has come, and nothing before', () => {
    const timer = stepTimer(atStep('suspended', { status: 'suspended' }), pivotV1, calendar);
    expect(timer).toMatchObject({ cycle: 7, owner: 'caseworker', ladder: [{ rung: 'due', at: due }] });
    expect(timer?.ladder).toHaveLength(1);
  });

  test('is none where nothing is due', () => {
    const step: Case['step'] = { id: 'suspended', visit: 7, state: 'open', openedAt: opened };
    expect(stepTimer(aCase({ step }), pivotV1, calendar)).toBeUndefined();
  });
});

describe('what an activity asks for', () => {
  const asked = { timerId: 'a1', occurredAt: opened, promised: undefined, now: '2026-03-10T15:00:00.000Z' };
  const followUpOf = (activity: string): FollowUp => {
    const followUp = pivotV1.activities[activity]?.followUp;
    if (!followUp) throw new Error(`${activity} asks for nothing`);
    return followUp;
  };
  const help = followUpOf('urgent-help');
  const event = followUpOf('critical-event');

  test('is due at the moment that was promised, and told then', () => {
    const promised = '2026-03-12T15:00:00.000Z';
    expect(followUpTimer(aCase(), help, { ...asked, promised: '2026-03-12T15:00Z' }, calendar)).toMatchObject({
      timerId: 'a1',
      subject: 'activity',
      owner: 'caseworker',
      cycle: 1,
      since: asked.now,
      dueAt: promised,
      ladder: [{ rung: 'due', at: promised }],
    });
  });

  test('is nothing when nothing was promised', () => {
    expect(followUpTimer(aCase(), help, asked, calendar)).toBeUndefined();
  });

  test('of a critical event is the supervisor’s look, 24 hours after it happened and not after it was written', () => {
    expect(followUpTimer(aCase(), event, asked, calendar)).toMatchObject({
      owner: 'supervisor',
      dueAt: '2026-03-10T14:00:00.000Z',
      ladder: [{ rung: 'due', at: '2026-03-10T14:00:00.000Z' }],
    });
  });

  test('at a weekend is told on the next working day, but for intensive at once', () => {
    const promised = '2026-03-14T15:00:00.000Z';
    const told = (intensity: Case['intensity']) =>
      followUpTimer(aCase({ intensity }), help, { ...asked, promised }, calendar)?.ladder;
    expect(told('regular')).toEqual([{ rung: 'due', at: '2026-03-16T13:00:00.000Z' }]);
    expect(told('intensive')).toEqual([{ rung: 'due', at: promised }]);
  });
});

describe('the notice of an age', () => {
  test('is given at the opening of the first day of the month six months before that of the birthday', () => {
    expect(ageTimer('c', { bornIn: '2001-07', now: '2026-03-09T14:00:00.000Z' }, pivotV1, calendar)).toMatchObject({
      timerId: 'age',
      subject: 'age',
      owner: 'caseworker',
      dueAt: '2031-01-01T14:00:00.000Z',
      ladder: [{ rung: 'due', at: '2031-01-03T14:00:00.000Z' }],
    });
  });

  test.each([
    ['2031-01-01T13:59:59.999Z', '2031-01-01T14:00:00.000Z'],
    ['2031-01-01T14:00:00.000Z', '2031-01-01T14:00:00.000Z'],
    ['2031-06-30T14:00:00.000Z', '2031-06-30T14:00:00.000Z'],
    ['2031-07-02T14:00:00.000Z', '2031-07-02T14:00:00.000Z'],
    ['2033-01-05T14:00:00.000Z', '2033-01-05T14:00:00.000Z'],
  ])('at %s is given at %s: at once where less than that is left, or the birthday has passed', (now, dueAt) => {
    const timer = ageTimer('c', { bornIn: '2001-07', now }, pivotV1, calendar);
    expect(timer).toMatchObject({ dueAt, next: 0 });
    expect(timer?.ladder).toHaveLength(1);
  });

  test('is given by no pathway without an age', () => {
    const { age: _age, ...ageless } = pivotV1;
    expect(ageTimer('c', { bornIn: '2001-07', now: opened }, ageless, calendar)).toBeUndefined();
  });
});

describe('what is told again every working morning', () => {
  const every = { in: 'P1D', time: 'business' } as const;
  const followUp: FollowUp = { owner: 'supervisor', endedBy: ['contact'], ladder: pivotV1.thread.ladder };
  const alarm = (now: string) =>
    followUpTimer(aCase(), followUp, { timerId: 'a', occurredAt: now, promised: undefined, every, now }, calendar);

  test.each([
    ['an afternoon', '2026-04-07T18:00:00.000Z', '2026-04-08T12:00:00.000Z'],
    ['a Friday at six', '2026-04-10T22:00:00.000Z', '2026-04-13T12:00:00.000Z'],
    ['the eve of a holiday', '2026-06-23T18:00:00.000Z', '2026-06-25T12:00:00.000Z'],
  ])('comes an hour before the opening after %s, in time for the message of that morning', (_what, now, at) => {
    expect(alarm(now)?.ladder).toEqual([{ rung: 'due', at }]);
  });

  test.each([
    ['in time', '2026-04-08T12:00:00.000Z'],
    ['late, as after a machine that slept', '2026-04-08T17:00:00.000Z'],
  ])('comes at the same hour of the next morning when a sweep told of it %s', (_what, now) => {
    const timer = alarm('2026-04-07T18:00:00.000Z');
    expect(timer && afterRungs(timer, 1, now, calendar).ladder).toEqual([
      { rung: 'due', at: '2026-04-09T12:00:00.000Z' },
    ]);
  });
});
