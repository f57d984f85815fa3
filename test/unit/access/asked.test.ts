import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { whoIsAsked, type Askable, type Asked } from '../../../shared/access/asked.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import { rungNames } from '../../../shared/domain/pathway/due.ts';
import type { OnCall } from '../../../shared/domain/team/organisation.ts';
import { caseRoles, intensities, roles, type CaseRole } from '../../../shared/domain/vocabulary.ts';
import { dayOf, endOfMinute } from '../../../shared/time/opening.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';

const member = (sub: string, role: Membership['role'], over: Partial<Membership> = {}): Membership => ({
  sub,
  name: sub,
  role,
  organisation: 'est',
  mandate: role === 'director' ? { unit: 'direction', kind: 'program' } : { unit: 'soutien', kind: 'support' },
  language: 'fr',
  ...over,
});
const away = { from: '2026-03-01', until: '2026-03-31' };

const worker = member('w', 'caseworker', { backup: 'b' });
const backup = member('b', 'caseworker');
const second = member('s', 'caseworker');
const coordinator = member('c', 'coordinator');
const director = member('d', 'director');
const supervisor = member('v', 'supervisor');
const everybody = [worker, backup, second, coordinator, director, supervisor];

const found = { responsible: 'w', second: 's', intensity: 'regular' as const };
/** Wednesday 11 March at noon, in Montréal. */
const noon = '2026-03-11T16:00:00.000Z';
const nextMorning = '2026-03-12T13:00:00.000Z';
/** Saturday 14 March at eleven in the evening, and the Monday after it at nine. */
const saturdayNight = '2026-03-15T03:00:00.000Z';
const monday = '2026-03-16T13:00:00.000Z';

type Over = Partial<Omit<Parameters<typeof whoIsAsked>[0], 'timer'>> & { readonly owner?: CaseRole };
const ask = (
  rung: (typeof rungNames)[number],
  members: readonly Membership[] = everybody,
  { owner = 'caseworker', ...over }: Over = {},
  onCall: readonly OnCall[] = [],
): readonly Asked[] =>
  whoIsAsked(
    { found, timer: { owner, dueAt: '2026-03-11T15:00:00.000Z' }, rung, calendar, now: noon, ...over },
    { members, onCall },
  );
const subs = (asked: readonly Asked[]): readonly string[] => asked.map(({ sub }) => sub).toSorted();
const without = (...gone: readonly string[]) => everybody.filter(({ sub }) => !gone.includes(sub));
const withAway = (...gone: readonly string[]) =>
  everybody.map((one) => (gone.includes(one.sub) ? { ...one, absence: away } : one));

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

  test('of what is due soon is the morning of the day on which it is due, whatever the intensity', () => {
    const now = '2026-03-10T20:00:00.000Z';
    const morning = '2026-03-11T13:00:00.000Z';
    expect(ask('due-soon', everybody, { now })).toEqual([{ sub: 'w', tellAt: morning }]);
    expect(ask('due-soon', everybody, { now, found: intensive })).toEqual([{ sub: 'w', tellAt: morning }]);
  });

  describe('of something intensive on a Saturday night', () => {
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

    test('wakes nobody for what is not intensive', () => {
      const asked = ask('due', everybody, { now: saturdayNight }, [entry('b', ...night)]);
      expect(asked).toEqual([{ sub: 'w', tellAt: monday }]);
    });
  });
});

describe('whoever is in the team', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const name = fc.constantFrom(...names);
  const absence = fc.option(fc.constant(away), { nil: undefined });
  const anyone = fc
    .record({ sub: name, role: fc.constantFrom(...roles), backup: fc.option(name, { nil: undefined }), absence })
    .map(({ sub, role, backup: stand, absence: gone }) =>
      member(sub, role, { ...(stand !== undefined && { backup: stand }), ...(gone && { absence: gone }) }),
    );
  const team = fc.uniqueArray(anyone, { selector: ({ sub }) => sub, maxLength: 7 });
  const roster = fc.uniqueArray(name, { maxLength: 2 }).map((on) =>
    on.map((sub): OnCall => ({
      entryId: sub,
      organisation: 'est',
      unit: 'soutien',
      sub,
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-04-01T00:00:00.000Z',
    })),
  );
  const question = fc.record({
    rung: fc.constantFrom(...rungNames),
    now: fc.constantFrom(noon, saturdayNight, '2026-03-16T12:59:59.999Z'),
    owner: fc.constantFrom(...caseRoles),
    responsible: name,
    second: name,
    intensity: fc.constantFrom(...intensities),
  });
  type Asking = typeof question extends fc.Arbitrary<infer T> ? T : never;

  const always = (holds: (asked: readonly Asked[], asking: Asking, askable: Askable) => void): void => {
    fc.assert(
      fc.property(team, roster, question, (members, onCall, asking) => {
        const { rung, now, owner, responsible, second: other, intensity } = asking;
        const over = { owner, now, found: { responsible, second: other, intensity } };
        holds(ask(rung, members, over, onCall), asking, { members, onCall });
      }),
      { numRuns: 2_000 },
    );
  };
  const roleOf = (sub: string, { members }: Askable) => members.find((one) => one.sub === sub)?.role;

  test('nobody is asked but those who work with youths and the direction, each once', () => {
    always((asked, _, askable) => {
      expect(new Set(subs(asked)).size).toBe(asked.length);
      for (const { sub } of asked) expect([...caseRoles, 'director']).toContain(roleOf(sub, askable));
    });
  });

  test('the clinical supervisor is asked for their own steps and cases, or on call; never as a rung of the ladder', () => {
    always((asked, { owner, responsible }, askable) => {
      const onCall = askable.onCall.map(({ sub }) => sub);
      const own = owner === 'supervisor' ? askable.members.map(({ sub }) => sub) : [responsible, ...onCall];
      const supervisors = asked.filter(({ sub }) => roleOf(sub, askable) === 'supervisor');
      expect(supervisors.filter(({ sub }) => !own.includes(sub))).toEqual([]);
    });
  });

  test('nobody who is away on the day of the telling is asked, but for a turn that they took', () => {
    always((asked, { now }, { members, onCall }) => {
      const turns = onCall.map(({ sub }) => sub);
      const absent = asked
        .filter(({ sub, tellAt }) => tellAt !== endOfMinute(now) || !turns.includes(sub))
        .map(({ sub, tellAt }) => ({ person: members.find((one) => one.sub === sub), day: dayOf(calendar, tellAt) }))
        .filter(({ person, day }) => person?.absence && person.absence.from <= day && day <= person.absence.until);
      expect(absent).toEqual([]);
    });
  });

  test('somebody is asked as long as a coordinator or a director is there', () => {
    always((asked, _, { members }) => {
      const present = members.some(
        ({ role, absence: gone }) => !gone && (role === 'coordinator' || role === 'director'),
      );
      expect(asked.length > 0 || !present).toBe(true);
    });
  });

  test('the direction is not asked before its rung while anybody else could be', () => {
    always((asked, { rung }, askable) => {
      const isDirection = asked.some(({ sub }) => roleOf(sub, askable) === 'director');
      const coordinators = askable.members.some(({ role, absence: gone }) => role === 'coordinator' && !gone);
      expect(rung === 'direction' || !isDirection || !coordinators).toBe(true);
    });
  });
});
