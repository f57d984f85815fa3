import { describe, expect, test } from '@jest/globals';
import { erasedBy, reached, rungRecordSchema, type RungRecord } from '../../../shared/domain/case/rung-record.ts';
import type { Timer } from '../../../shared/domain/case/timer.ts';
import { aThread, dayAfter } from './a-case.ts';

const rungAt = (at: string, changes: Partial<RungRecord> = {}): RungRecord =>
  rungRecordSchema.parse({
    caseId: 'c',
    timerId: 'contact',
    cycle: 2,
    rung: 'due',
    at,
    recordedAt: at,
    since: dayAfter(0),
    dueAt: dayAfter(7),
    passedOver: false,
    asked: ['w'],
    ...changes,
  });

describe('a late entry', () => {
  const now = dayAfter(30);

  test('erases the rungs that stand at or after it, and none before', () => {
    const rungs = [rungAt(dayAfter(7)), rungAt(dayAfter(9)), rungAt(dayAfter(17))];
    expect(erasedBy(rungs, dayAfter(9), now)).toEqual([
      { ...rungs[1], erasedAt: now },
      { ...rungs[2], erasedAt: now },
    ]);
  });

  test('erases no rung that was counted from it, or from later', () => {
    const rungs = [rungAt(dayAfter(17), { since: dayAfter(8) }), rungAt(dayAfter(18), { since: dayAfter(9) })];
    expect(erasedBy(rungs, dayAfter(8), now)).toEqual([]);
    expect(erasedBy(rungs, dayAfter(8.5), now)).toHaveLength(1);
  });

  test('leaves alone what an earlier one erased', () => {
    expect(erasedBy([rungAt(dayAfter(7), { erasedAt: dayAfter(20) })], dayAfter(1), now)).toEqual([]);
  });
});

describe('the rungs that have come', () => {
  const timer: Timer = {
    ...aThread().timer,
    ladder: [
      { rung: 'due-soon', at: dayAfter(1) },
      { rung: 'due', at: dayAfter(2) },
      { rung: 'direction', at: dayAfter(9) },
    ],
  };

  test('are those up to this very moment that are not recorded yet, in order', () => {
    expect(reached(timer, dayAfter(2)).map(({ rung }) => rung)).toEqual(['due-soon', 'due']);
    expect(reached({ ...timer, next: 1 }, dayAfter(2)).map(({ rung }) => rung)).toEqual(['due']);
    expect(reached({ ...timer, next: 2 }, dayAfter(2))).toEqual([]);
    expect(reached({ ...timer, next: 3 }, dayAfter(99))).toEqual([]);
  });

  test('are none a millisecond before the first', () => {
    expect(reached(timer, new Date(Date.parse(dayAfter(1)) - 1).toISOString())).toEqual([]);
  });
});
