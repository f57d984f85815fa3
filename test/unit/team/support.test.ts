import { describe, expect, test } from '@jest/globals';
import { caseloadOf } from '../../../shared/domain/team/caseload.ts';
import { isSessionDue, themesSchema } from '../../../shared/domain/team/clinical-session.ts';
import { debriefFor } from '../../../shared/domain/team/debrief.ts';
import { noticeSchema } from '../../../shared/domain/team/notice.ts';

test.each([
  [0, 'none'],
  [14, 'none'],
  [15, 'high'],
  [19, 'high'],
  [20, 'over'],
  [21, 'over'],
] as const)('a caseload of %d says %s', (open, warning) => {
  expect(caseloadOf(open)).toEqual({ open, warning });
});

describe('clinical-support sessions', () => {
  test('are due in a month without one, planned or held', () => {
    expect(isSessionDue([], '2026-03-11')).toBe(true);
    expect(isSessionDue([{ date: '2026-02-28' }, { date: '2026-04-01' }], '2026-03-31')).toBe(true);
    expect(isSessionDue([{ date: '2026-03-31' }], '2026-03-01')).toBe(false);
    expect(isSessionDue([{ date: '2025-03-11' }], '2026-03-11')).toBe(true);
  });

  test.each([
    ['no theme', []],
    ['six themes', ['1', '2', '3', '4', '5', '6']],
    ['a theme of blanks', ['  ']],
    ['a theme that is a story', ['x'.repeat(81)]],
  ])('are not written down with %s', (_, themes) => {
    expect(themesSchema.safeParse(['Deuil']).success).toBe(true);
    expect(themesSchema.safeParse(themes).success).toBe(false);
  });
});

test('a debrief is offered once for each critical event, to whoever wrote it down', () => {
  const event = {
    author: 'noor',
    caseId: 'case-1',
    reference: 'ABC234',
    activityId: 'activity-1',
    now: '2026-03-11T20:00:00.000Z',
    tellAt: '2026-03-12T13:00:00.000Z',
  };
  const notice = debriefFor(event);
  expect(noticeSchema.parse(notice)).toEqual(notice);
  expect(notice).toMatchObject({ sub: 'noor', noticeId: 'debrief-activity-1', tellAt: event.tellAt });
  expect(notice.about).toEqual({
    kind: 'debrief',
    caseId: 'case-1',
    reference: 'ABC234',
    activityId: 'activity-1',
  });
});
