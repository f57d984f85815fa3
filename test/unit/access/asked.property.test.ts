import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Askable, Asked } from '../../../shared/access/asked.ts';
import { rungNames } from '../../../shared/domain/pathway/due.ts';
import type { OnCall } from '../../../shared/domain/team/organisation.ts';
import { caseRoles, intensities, roles } from '../../../shared/domain/vocabulary.ts';
import { dayOf, endOfMinute, isWorking } from '../../../shared/time/opening.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';
import { member, away, noon, saturdayNight, ask, subs } from './asking.ts';

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
    isPressing: fc.boolean(),
  });
  type Asking = typeof question extends fc.Arbitrary<infer T> ? T : never;

  const always = (holds: (asked: readonly Asked[], asking: Asking, askable: Askable) => void): void => {
    fc.assert(
      fc.property(team, roster, question, (members, onCall, asking) => {
        const { rung, now, owner, isPressing, responsible, second: other, intensity } = asking;
        const over = { owner, now, isPressing, found: { responsible, second: other, intensity } };
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

  test('nobody is told outside working hours but on call, of something intensive that presses', () => {
    always((asked, { intensity, isPressing, rung }, { onCall }) => {
      const rings = isPressing && intensity === 'intensive' && rung === 'due';
      const turns = onCall.map(({ sub }) => sub);
      const atNight = asked.filter(({ tellAt }) => !isWorking(calendar, tellAt));
      expect(atNight.filter(({ sub }) => !rings || !turns.includes(sub))).toEqual([]);
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
