import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../../shared/domain/case/case.ts';
import {
  comesUpAt,
  isBelieved,
  mostRepeats,
  timerSchema,
  timerSubjects,
  type Timer,
} from '../../../shared/domain/case/timer.ts';
import { aCase, aThread, dayAfter } from './a-case.ts';

const ladder: Timer['ladder'] = [
  { rung: 'due-soon', at: dayAfter(1) },
  { rung: 'due', at: dayAfter(2) },
];
const aTimer = (changes: Partial<Timer> = {}): Timer =>
  timerSchema.parse({ ...aThread().timer, ladder, next: 0, ...changes });

const stepOf = (state: Case['step']['state'], visit = 1): Partial<Case> => ({
  step: { id: 'consent', visit, state },
});

describe('a timer', () => {
  test('comes up at its next rung, and rests past the last one', () => {
    expect(comesUpAt(aTimer())).toBe(dayAfter(1));
    expect(comesUpAt(aTimer({ next: 1 }))).toBe(dayAfter(2));
    expect(comesUpAt(aTimer({ next: 2 }))).toBeUndefined();
  });

  describe('is believed', () => {
    const asked = { timerId: 'a1', activity: 'urgent-help' };
    const thread = { timer: aTimer({ cycle: 4 }), followUps: [asked], escalations: { isOpen: false } };
    const visit = aTimer({ timerId: 'step', subject: 'step', cycle: 3 });
    const check = aTimer({ timerId: 'a1', subject: 'activity', cycle: 1 });

    test.each<readonly [string, Timer, Partial<Case>, boolean]>([
      ['of a contact, while it is the thread’s own', aTimer({ cycle: 4 }), {}, true],
      ['of a contact, not once it is scheduled anew', aTimer({ cycle: 3 }), {}, false],
      ['of a contact, before the first step is open', aTimer({ cycle: 4 }), { status: 'starting' }, true],
      ['of a contact, while the case is suspended', aTimer({ cycle: 4 }), { status: 'suspended' }, true],
      ['of a step, while that visit is open', visit, stepOf('open', 3), true],
      ['of a step, not once it is completed', visit, stepOf('completing', 3), false],
      ['of a step, not of a visit before', visit, stepOf('open', 4), false],
      ['of a check, until it is made', check, {}, true],
      ['of a check, not when another one is asked for', { ...check, timerId: 'a2' }, {}, false],
      ['of an age, as long as the case lives', aTimer({ timerId: 'age', subject: 'age', cycle: 1 }), {}, true],
    ])('%s', (_, timer, changes, expected) => {
      expect(isBelieved(timer, aCase(changes), thread)).toBe(expected);
    });

    test.each(
      timerSubjects.flatMap((subject) => (['closing', 'closed'] as const).map((status) => ({ subject, status }))),
    )('never in a case that is $status, whatever it is about: $subject', ({ subject, status }) => {
      const cycle = subject === 'support' ? 4 * mostRepeats : 4;
      const timer = aTimer({ subject, timerId: subject === 'activity' ? 'a1' : subject, cycle });
      const contact = aTimer({ cycle: 4 });
      const thread = { timer: contact, followUps: [asked], escalations: { isOpen: true } };
      const others = { ...stepOf('open', 4), status };
      expect(isBelieved(timer, aCase(stepOf('open', 4)), thread)).toBe(true);
      expect(isBelieved(timer, aCase(others), thread)).toBe(false);
    });
  });
});
