import { describe, expect, test } from '@jest/globals';
import type { Membership } from '../../../shared/access/membership.ts';
import { rungNames } from '../../../shared/domain/pathway/due.ts';
import type { OnCall } from '../../../shared/domain/team/organisation.ts';
import { endOfMinute } from '../../../shared/time/opening.ts';
import {
  member,
  away,
  worker,
  backup,
  coordinator,
  director,
  everybody,
  found,
  noon,
  nextMorning,
  saturdayNight,
  monday,
  ask,
  subs,
  without,
  withAway,
} from './asking.ts';

describe('the worker', () => {
  test.each(['due-soon', 'due'] as const)('is asked at %s, and nobody else', (rung) => {
    expect(subs(ask(rung))).toEqual(['w']);
  });

  test.each<readonly [string, readonly Membership[], readonly string[]]>([
    ['absent, is replaced by the backup', withAway('w'), ['b']],
    ['absent with an absent backup, by the coordinators', withAway('w', 'b'), ['c']],
    [
      'absent without a backup, by the coordinators',
      [member('w', 'caseworker', { absence: away }), coordinator],
      ['c'],
    ],
    ['gone, by the coordinators', without('w'), ['c']],
    ['gone, without coordinators, by the direction', without('w', 'c'), ['d']],
  ])('%s', (_, members, expected) => {
    expect(subs(ask('due', members))).toEqual(expected);
  });

  test('back from an absence on the day of the telling is asked themself', () => {
    const members = [
      member('w', 'caseworker', { backup: 'b', absence: { from: '2026-03-01', until: '2026-03-11' } }),
      backup,
    ];
    expect(ask('due', members)).toEqual([{ sub: 'w', tellAt: nextMorning }]);
  });

  test('of a case without one are the coordinators', () => {
    expect(subs(ask('due', everybody, { found: { intensity: 'regular' } }))).toEqual(['c']);
  });
});

describe('support', () => {
  test('is asked of the backup, the second worker and the coordinators, not of the worker again', () => {
    expect(subs(ask('backup-and-coordinator'))).toEqual(['b', 'c', 's']);
  });

  test('is asked of an absent coordinator’s backup', () => {
    const members = [worker, member('c', 'coordinator', { backup: 'c2', absence: away }), member('c2', 'coordinator')];
    expect(subs(ask('backup-and-coordinator', members))).toEqual(['c2']);
  });

  test('is asked of the direction where there is nobody else', () => {
    expect(subs(ask('backup-and-coordinator', [worker, director]))).toEqual(['d']);
  });

  test('is asked once of whoever is two of them', () => {
    expect(subs(ask('backup-and-coordinator', [member('w', 'caseworker', { backup: 'c' }), coordinator]))).toEqual([
      'c',
    ]);
  });
});

describe('the direction', () => {
  test('is asked alone, and the coordinators where there is none', () => {
    expect(subs(ask('direction'))).toEqual(['d']);
    expect(subs(ask('direction', without('d')))).toEqual(['c']);
    expect(subs(ask('direction', withAway('d')))).toEqual(['c']);
  });
});

test('nobody is asked where there is nobody', () => {
  for (const rung of rungNames) expect(ask(rung, [])).toEqual([]);
});

describe('a step or a check', () => {
  test.each([
    ['caseworker', ['w']],
    ['coordinator', ['c']],
    ['supervisor', ['v']],
  ] as const)('of the %s is theirs', (owner, expected) => {
    expect(subs(ask('due', everybody, { owner }))).toEqual(expected);
  });

  test('of an absent supervisor is told to the coordinators', () => {
    expect(subs(ask('due', withAway('v'), { owner: 'supervisor' }))).toEqual(['c']);
  });
});

describe('the moment', () => {
  const intensive = { ...found, intensity: 'intensive' as const };

  test('is the next morning, but at once for intensive in working hours', () => {
    expect(ask('due')).toEqual([{ sub: 'w', tellAt: nextMorning }]);
    expect(ask('due', everybody, { found: intensive })).toEqual([{ sub: 'w', tellAt: endOfMinute(noon) }]);
    expect(ask('direction', everybody, { found: intensive })).toEqual([{ sub: 'd', tellAt: endOfMinute(noon) }]);
  });

  test('of something intensive is at once in working hours, whether it presses or not', () => {
    const routine = { found: intensive, isPressing: false };
    expect(ask('due', everybody, routine)).toEqual([{ sub: 'w', tellAt: endOfMinute(noon) }]);
  });

  test('of what is due soon is the morning of the day on which it is due, whatever the intensity', () => {
    const now = '2026-03-10T20:00:00.000Z';
    const morning = '2026-03-11T13:00:00.000Z';
    expect(ask('due-soon', everybody, { now })).toEqual([{ sub: 'w', tellAt: morning }]);
    expect(ask('due-soon', everybody, { now, found: intensive })).toEqual([{ sub: 'w', tellAt: morning }]);
  });

  describe('of something intensive that presses on a Saturday night', () => {
    const entry = (sub: string, from: string, until: string): OnCall => ({
      entryId: `${sub}${from}`,
      organisation: 'est',
      unit: 'soutien',
      sub,
      from,
      until,
    });
    const night = ['2026-03-14T21:00:00.000Z', '2026-03-15T13:00:00.000Z'] as const;
    const at = { found: intensive, now: saturdayNight };

    test('is at once for whoever is on call, and Monday morning for the worker', () => {
      expect(ask('due', everybody, at, [entry('b', ...night)])).toEqual([
        { sub: 'w', tellAt: monday },
        { sub: 'b', tellAt: endOfMinute(saturdayNight) },
      ]);
    });

    test('is once, at once, for a worker who is on call themself', () => {
      expect(ask('due', everybody, at, [entry('w', ...night)])).toEqual([
        { sub: 'w', tellAt: endOfMinute(saturdayNight) },
      ]);
    });

    test('is Monday morning where nobody is on call, or nobody of the team', () => {
      expect(ask('due', everybody, at, [])).toEqual([{ sub: 'w', tellAt: monday }]);
      expect(ask('due', everybody, at, [entry('x', ...night)])).toEqual([{ sub: 'w', tellAt: monday }]);
    });

    test.each([
      ['ends at this very moment', '2026-03-14T21:00:00.000Z', saturdayNight],
      ['begins a millisecond later', '2026-03-15T03:00:00.001Z', '2026-03-15T13:00:00.000Z'],
    ])('is not for somebody whose turn %s', (_, from, until) => {
      expect(subs(ask('due', everybody, at, [entry('b', from, until)]))).toEqual(['w']);
    });

    test('is for somebody whose turn begins at this very moment', () => {
      const beginning = entry('b', saturdayNight, '2026-03-15T13:00:00.000Z');
      expect(subs(ask('due', everybody, at, [beginning]))).toEqual(['b', 'w']);
    });

    test.each(['due-soon', 'backup-and-coordinator', 'direction'] as const)('wakes nobody at %s', (rung) => {
      const asked = ask(rung, everybody, at, [entry('b', ...night)]);
      expect(asked.filter(({ tellAt }) => tellAt < monday)).toEqual([]);
    });

    test('wakes nobody for what does not press, not even a worker who is on call themself', () => {
      const routine = { ...at, isPressing: false };
      for (const sub of ['b', 'w']) {
        expect(ask('due', everybody, routine, [entry(sub, ...night)])).toEqual([{ sub: 'w', tellAt: monday }]);
      }
    });

    test('wakes nobody for what is not intensive', () => {
      const asked = ask('due', everybody, { now: saturdayNight }, [entry('b', ...night)]);
      expect(asked).toEqual([{ sub: 'w', tellAt: monday }]);
    });
  });
});
