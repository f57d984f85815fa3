import { describe, expect, test } from '@jest/globals';
import type { Membership } from '../../../shared/access/membership.ts';
import { areColleagues, isAway, standInsOf } from '../../../shared/access/stand-ins.ts';

const person = (sub: string, over: Partial<Membership> = {}): Membership => ({
  sub,
  name: sub,
  role: 'caseworker',
  organisation: 'est',
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
  ...over,
});
const absence = { from: '2026-03-09', until: '2026-03-13' };
const noor = person('noor', { absence, backup: 'dany' });
const dany = person('dany');
const helene = person('helene', { role: 'coordinator' });
const louise = person('louise', { role: 'coordinator' });

test.each([
  ['2026-03-08', false],
  ['2026-03-09', true],
  ['2026-03-13', true],
  ['2026-03-14', false],
])('an absence includes its first and its last day: %s', (day, expected) => {
  expect(isAway(noor, day)).toBe(expected);
  expect(isAway(dany, day)).toBe(false);
});

const standIns = (absent: Membership, team: readonly Membership[], day = '2026-03-10') =>
  standInsOf(absent, [absent, ...team], day).map(({ sub }) => sub);

describe('whoever is away is replaced', () => {
  test('by their backup alone', () => {
    expect(standIns(noor, [dany, helene])).toEqual(['dany']);
  });

  test.each([
    ['is away too', { absence }],
    ['went to another team', { mandate: { unit: 'justice', kind: 'support' } }],
    ['went to another organisation', { organisation: 'nord' }],
    ['has no role on cases any more', { role: 'administrator' }],
    ['has a judicial mandate now', { mandate: { unit: 'soutien', kind: 'judicial' } }],
  ] as const)('by the coordinators, when their backup %s', (_, over) => {
    expect(standIns(noor, [person('dany', over), helene, louise])).toEqual(['helene', 'louise']);
  });

  test('by a coordinator’s backup, when that coordinator is away', () => {
    expect(standIns(noor, [{ ...helene, absence, backup: 'marc' }, person('marc')])).toEqual(['marc']);
  });

  test('by each person once, and never by themself', () => {
    const own = { ...noor, backup: 'noor' };
    const coordinators = [
      { ...helene, absence, backup: 'louise' },
      { ...person('luc', { role: 'coordinator', absence }), backup: 'noor' },
    ];
    expect(standIns(own, [...coordinators, louise])).toEqual(['louise']);
  });

  test('by the other coordinators, when they coordinate themself', () => {
    expect(standIns({ ...helene, absence }, [noor, louise])).toEqual(['louise']);
  });

  test('by nobody in a team of one, nor by a supervisor', () => {
    expect(standIns(noor, [])).toEqual([]);
    expect(standIns({ ...noor, backup: 'gone' }, [person('sam', { role: 'supervisor' })])).toEqual([]);
  });
});

test('the direction is nobody’s colleague on cases', () => {
  expect(areColleagues(noor, helene)).toBe(true);
  expect(areColleagues(noor, person('dg', { role: 'director', mandate: { unit: 'direction', kind: 'program' } }))).toBe(
    false,
  );
});
