import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isPressing,
  noteContact,
  threadSchema,
  type Contact,
  type Thread,
} from '../../../shared/domain/case/thread.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { timerSubjects, type Timer } from '../../../shared/domain/case/timer.ts';
import { aThread, dayAfter } from './a-case.ts';

const tried = (days: number, way: Contact['way'] = 'phone'): Contact => ({ reached: false, way, at: dayAfter(days) });
const reached = (days: number): Contact => ({ reached: true, way: 'phone', at: dayAfter(days) });
const after = (...contacts: readonly Contact[]): Thread => contacts.reduce(noteContact, aThread());

describe('the contact thread', () => {
  test('counts attempts, their ways and since when', () => {
    expect(after(tried(1), tried(3), tried(2, 'text')).attempts).toEqual({
      firstAt: dayAfter(1),
      latest: [
        { at: dayAfter(1), way: 'phone' },
        { at: dayAfter(2), way: 'text' },
        { at: dayAfter(3), way: 'phone' },
      ],
    });
  });

  test('begins again when the person is reached', () => {
    const thread = after(tried(1), tried(2), reached(3));
    expect(thread.attempts).toEqual({ latest: [] });
    expect(thread.lastReachedAt).toBe(dayAfter(3));
  });

  test('takes the time that it happened, not the time that it was written', () => {
    expect(after(tried(5), tried(2)).attempts.firstAt).toBe(dayAfter(2));
    expect(after(tried(5), tried(2)).lastAttemptAt).toBe(dayAfter(5));
    expect(after(reached(5), reached(2)).lastReachedAt).toBe(dayAfter(5));
  });

  test('does not count an attempt that was made before the person was reached', () => {
    expect(after(reached(5), tried(2)).attempts.latest).toEqual([]);
    expect(after(reached(5), tried(2)).lastAttemptAt).toBe(dayAfter(2));
  });

  test('lets no day before a contact count, even one that is written down late', () => {
    expect(after(tried(1), tried(40), reached(38)).attempts).toEqual({
      firstAt: dayAfter(40),
      latest: [{ at: dayAfter(40), way: 'phone' }],
    });
  });

  test('stays one that can be kept, whatever is logged in whatever order', () => {
    const contact = fc.record({
      reached: fc.boolean(),
      way: fc.constantFrom('phone' as const, 'text' as const, 'in-person' as const),
      at: fc.integer({ min: 0, max: 90 }).map(dayAfter),
    });
    fc.assert(
      fc.property(fc.array(contact), (contacts) => {
        const thread = threadSchema.parse(after(...contacts));
        const { attempts, lastReachedAt } = thread;
        const tries = contacts.filter((one) => !one.reached);
        const counted = tries.filter(({ at }) => lastReachedAt === undefined || at > lastReachedAt);
        expect(attempts.latest.length).toBe(Math.min(32, counted.length));
        expect(lastReachedAt).toBe(
          contacts
            .filter((one) => one.reached)
            .map(({ at }) => at)
            .toSorted()
            .at(-1),
        );
        if (lastReachedAt !== undefined && attempts.firstAt !== undefined) {
          expect(attempts.firstAt >= lastReachedAt).toBe(true);
        }
      }),
    );
  });
});

describe('what presses', () => {
  const pressing = (
    thread: Thread,
    { owner = 'caseworker', status = 'open' }: Partial<Pick<Timer, 'owner'> & Pick<Case, 'status'>> = {},
  ) => timerSubjects.filter((subject) => isPressing({ subject, owner }, thread, { status }));

  test.each<readonly [string, Thread, readonly string[]]>([
    ['before anybody was in touch, is all but an age and the weekly line', after(), ['contact', 'step', 'activity']],
    [
      'after attempts only, is all but an age and the weekly line',
      after(tried(1), tried(2)),
      ['contact', 'step', 'activity'],
    ],
    ['with a youth who was reached last, is a check that was asked for', after(tried(1), reached(2)), ['activity']],
    ['since an attempt without an answer, is the contact too', after(reached(1), tried(2)), ['contact', 'activity']],
    ['since they were reached again, is no contact any more', after(reached(1), tried(2), reached(3)), ['activity']],
    ['since an attempt that is written down late, is no contact', after(reached(3), tried(2)), ['activity']],
  ])('%s', (_, thread, expected) => {
    expect(pressing(thread)).toEqual(expected);
  });

  test('is no look of a supervisor, who was told in the morning', () => {
    expect(pressing(after(tried(1), reached(2)), { owner: 'supervisor' })).toEqual([]);
  });

  test('in a suspension, is only what was promised', () => {
    expect(pressing(after(reached(1), tried(2)), { status: 'suspended' })).toEqual(['activity']);
  });
});
