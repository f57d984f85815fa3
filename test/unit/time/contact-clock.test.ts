import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Contact, Thread } from '../../../shared/domain/case/thread.ts';
import {
  moveThread,
  restartThread,
  setThread,
  startThread,
  touchThread,
  type ContactRules,
  type Standing,
} from '../../../shared/time/contact-clock.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { intensities } from '../../../shared/domain/vocabulary.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';

const contact: ContactRules = { rules: pivotV1.thread, calendar: quebecCalendar };
/** A moment of March or April 2026 in Montréal, all in summer time. */
const at = (day: number, hour = 10): string => new Date(Date.UTC(2026, 2, day, hour + 4)).toISOString();

const regular: Standing = { intensity: 'regular', step: 'follow-up' };
const intensive: Standing = { intensity: 'intensive', step: 'follow-up' };
const suspended: Standing = { ...regular, step: 'suspended' };
const reEngaging: Standing = { ...regular, step: 're-engagement' };

/** Received on Monday 9 March at ten. */
const received = (intensity: Standing['intensity'] = 'regular'): Thread =>
  startThread('c', { receivedAt: at(9), intensity }, contact);
const tried = (when: string): Contact => ({ reached: false, way: 'phone', at: when });
const reached = (when: string): Contact => ({ reached: true, way: 'phone', at: when });
const touch = (thread: Thread, contacted: Contact & { readonly next?: string }, standing = regular): Thread =>
  touchThread(thread, contacted, standing, contact);
const move = (
  thread: Thread,
  before: Standing,
  after: Standing,
  when: { readonly now: string; readonly next?: string },
): Thread => moveThread(thread, { before, after, ...when }, contact);

describe('the first contact', () => {
  test.each([
    ['intensive', at(10)],
    ['sustained', at(11)],
    ['regular', at(12)],
    ['light', at(16)],
  ] as const)('of %s is due at %s, counted from the receipt', (intensity, due) => {
    expect(received(intensity).timer).toMatchObject({ cycle: 1, since: at(9), dueAt: due, next: 0 });
  });

  test('has a ladder of its intensity', () => {
    expect(received('intensive').timer.ladder).toEqual([
      { rung: 'due-soon', at: at(10, 6) },
      { rung: 'due', at: at(10) },
      { rung: 'backup-and-coordinator', at: at(11, 11) },
      { rung: 'direction', at: at(12, 11) },
    ]);
    expect(received('regular').timer.ladder.map(({ at: moment }) => moment)).toEqual([at(11), at(12), at(16), at(26)]);
  });

  test('is due as the intensity says once that is known, still from the receipt', () => {
    const moved = move(received(), regular, intensive, { now: at(9, 15) });
    expect(moved.timer).toMatchObject({ cycle: 2, since: at(9), dueAt: at(10) });
    expect(move(moved, intensive, regular, { now: at(9, 16) }).timer).toMatchObject({ cycle: 3, dueAt: at(12) });
  });
});

describe('a contact or an attempt', () => {
  test('sets the clock to a cadence from when it happened', () => {
    expect(touch(received(), reached(at(11))).timer).toMatchObject({ cycle: 2, since: at(11), dueAt: at(18) });
    expect(touch(touch(received(), reached(at(10))), tried(at(11))).timer).toMatchObject({
      since: at(11),
      dueAt: at(18),
    });
    expect(touch(received(), reached(at(11)), intensive).timer.dueAt).toBe(at(13, 18));
  });

  test('until somebody is reached, gains the time of a first contact', () => {
    const tries = touch(received(), tried(at(11)));
    expect(tries.timer).toMatchObject({ cycle: 2, since: at(11), dueAt: at(16, 9) });
    expect(touch(tries, reached(at(10))).timer).toMatchObject({ since: at(11), dueAt: at(18) });
  });

  test('that is not the newest is noted, and leaves the clock', () => {
    const thread = touch(received(), reached(at(12)));
    const late = touch(thread, tried(at(11)));
    expect(late.timer).toBe(thread.timer);
    expect(late.lastAttemptAt).toBe(at(11));
  });

  test('of the same moment as the newest one sets it once more', () => {
    expect(touch(touch(received(), tried(at(12))), reached(at(12))).timer).toMatchObject({ cycle: 3, dueAt: at(19) });
  });

  test('from before the receipt leaves the first contact due, however many there were', () => {
    const thread = touch(touch(received(), tried(at(9, 7))), tried(at(9, 8)));
    expect(thread.timer).toEqual(received().timer);
    expect(thread.lastAttemptAt).toBe(at(9, 8));
  });

  test('with a day that was agreed upon sets the clock to that day', () => {
    expect(touch(received(), { ...reached(at(11)), next: at(25, 17) }).timer).toMatchObject({
      since: at(11),
      dueAt: at(25, 17),
    });
  });

  test('at a step with a cadence of its own counts by that', () => {
    expect(touch(received(), reached(at(11)), reEngaging).timer.dueAt).toBe(at(16, 9));
  });
});

describe('a case that comes to stand otherwise', () => {
  const steady = (): Thread => touch(received(), reached(at(11)));

  test('keeps its clock while its cadence is the same', () => {
    const thread = steady();
    expect(move(thread, regular, { ...regular, step: 'support-plan' }, { now: at(12) })).toBe(thread);
  });

  test('of a closer intensity is due sooner, from now', () => {
    expect(move(steady(), regular, intensive, { now: at(12) }).timer).toMatchObject({
      cycle: 3,
      since: at(11),
      dueAt: at(14, 18),
    });
  });

  test('is never due later by a lighter intensity', () => {
    const light: Standing = { ...regular, intensity: 'light' };
    expect(move(steady(), regular, light, { now: at(12) }).timer).toMatchObject({ cycle: 2, dueAt: at(18) });
  });

  test('has the ladder of its new intensity', () => {
    const { ladder, dueAt } = move(steady(), regular, intensive, { now: at(12) }).timer;
    expect(ladder[0]).toEqual({ rung: 'due-soon', at: at(14, 14) });
    expect(ladder[1]?.at).toBe(dueAt);
  });

  test('is due sooner when the person is to be found again', () => {
    expect(move(steady(), regular, reEngaging, { now: at(12) }).timer.dueAt).toBe(at(16, 9));
    expect(move(steady(), regular, reEngaging, { now: at(17) }).timer.dueAt).toBe(at(18));
  });

  test('is due on the day that somebody set for the next try, when that is sooner', () => {
    expect(move(steady(), regular, regular, { now: at(12), next: at(13, 17) }).timer.dueAt).toBe(at(13, 17));
    expect(move(steady(), regular, regular, { now: at(12), next: at(27, 17) }).timer.dueAt).toBe(at(18));
  });

  test('that is suspended has the cadence of suspended ones from the last contact, not from the suspension', () => {
    expect(move(steady(), regular, suspended, { now: at(16) }).timer).toMatchObject({
      cycle: 3,
      since: at(11),
      dueAt: at(41),
    });
  });

  test('that is suspended before the first contact has it from now', () => {
    expect(move(received(), regular, suspended, { now: at(10) }).timer).toMatchObject({ since: at(10), dueAt: at(40) });
  });

  test('that is resumed comes back to its pace from now, or earlier when that was due', () => {
    const away = move(steady(), regular, suspended, { now: at(12) });
    expect(move(away, suspended, regular, { now: at(20) }).timer).toMatchObject({ cycle: 4, dueAt: at(27) });
    expect(move(away, suspended, regular, { now: at(39) }).timer.dueAt).toBe(at(41));
  });

  test('that is resumed before the first contact is not late at once', () => {
    const away = move(received(), regular, suspended, { now: at(10) });
    expect(move(away, suspended, regular, { now: at(31) }).timer.dueAt).toBe(at(38));
  });

  test('that is opened again is due a cadence from now', () => {
    const anew = { now: at(31), isUndo: false };
    expect(restartThread(steady(), regular, anew, contact).timer).toMatchObject({
      cycle: 3,
      since: at(31),
      dueAt: at(38),
    });
  });

  test('that was withdrawn by mistake is due when it was, and at once if that has passed', () => {
    const undone = (now: string) => restartThread(steady(), regular, { now, isUndo: true }, contact).timer.dueAt;
    expect(undone(at(31))).toBe(at(31));
    expect(undone(steady().timer.since)).toBe(steady().timer.dueAt);
  });

  test('whose intensity changes while it is late is not told again of what was told', () => {
    const late = steady();
    const told = { ...late, timer: { ...late.timer, next: late.timer.ladder.length } };
    const raised = move(told, regular, intensive, { now: at(40) });
    expect(raised.timer).toMatchObject({ cycle: late.timer.cycle, dueAt: late.timer.dueAt, next: 4 });
    const asked = { ...late, timer: { ...late.timer, next: 2 } };
    expect(move(asked, regular, intensive, { now: at(40) }).timer.next).toBe(2);
  });
});

test('a date that somebody took upon them is the due time, and the ladder begins again from there', () => {
  const thread = setThread(received(), { due: at(18, 17), now: at(13), intensity: 'regular' }, contact);
  expect(thread.timer).toMatchObject({ cycle: 2, since: at(13), dueAt: at(18, 17), next: 0 });
  expect(thread.timer.ladder.map(({ at: moment }) => moment)).toEqual([at(17, 17), at(18, 17), at(20, 17), at(32, 17)]);
});

const aContact = fc.record({
  reached: fc.boolean(),
  way: fc.constant('phone' as const),
  at: fc.integer({ min: -48, max: 24 * 40 }).map((hours) => at(9, 10 + hours)),
});

test('whatever the order in which contacts are logged, the next one is due at the same time', () => {
  const shuffled = fc
    .array(aContact, { maxLength: 8 })
    .chain((contacts) =>
      fc.tuple(fc.constant(contacts), fc.shuffledSubarray(contacts, { minLength: contacts.length })),
    );
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...intensities), ([contacts, others], intensity) => {
      const log = (all: readonly Contact[]) =>
        all.reduce((thread, one) => touch(thread, one, { ...regular, intensity }), received(intensity));
      const [one, other] = [log(contacts), log(others)];
      expect(other.timer.dueAt).toBe(one.timer.dueAt);
      expect(other.timer.ladder).toEqual(one.timer.ladder);
      expect(other.timer.since).toBe(one.timer.since);
    }),
    { numRuns: 300 },
  );
});

test('whatever happens, a cycle is never used twice, and a ladder stands in order', () => {
  const standing = fc.constantFrom(regular, intensive, suspended, reEngaging);
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('touch' as const), contacted: aContact, standing }),
    fc.record({
      kind: fc.constant('move' as const),
      before: standing,
      after: standing,
      day: fc.integer({ min: 9, max: 50 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 10 }), (deeds) => {
      let thread = received();
      for (const one of deeds) {
        const next =
          one.kind === 'touch'
            ? touch(thread, one.contacted, one.standing)
            : move(thread, one.before, one.after, { now: at(one.day) });
        const { ladder } = next.timer;
        const isRegraded = next.timer.cycle === thread.timer.cycle && next.timer.dueAt === thread.timer.dueAt;
        expect(isRegraded || next.timer.cycle === thread.timer.cycle + 1).toBe(true);
        expect(ladder.map(({ at: moment }) => moment)).toEqual(ladder.map(({ at: moment }) => moment).toSorted());
        thread = next;
      }
    }),
  );
});
