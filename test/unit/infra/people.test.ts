import { describe, expect, test } from '@jest/globals';
import { demoPeople } from '../../../infra/demo/people.ts';
import { membershipSchema } from '../../../shared/access/membership.ts';
import { channels, roles } from '../../../shared/domain/vocabulary.ts';

describe('the people of the demonstration', () => {
  test.each(demoPeople)('$user has a membership that can be kept', ({ user, membership }) => {
    expect(membershipSchema.parse(membership)).toEqual(membership);
    expect(user).toBe(`${membership.role}@${membership.organisation}`);
  });

  test('are of every role in two organisations, and partners of every channel', () => {
    const members = demoPeople.map(({ membership }) => membership);
    for (const organisation of ['est', 'nord']) {
      const held = members.filter((one) => one.organisation === organisation).map(({ role }) => role);
      expect([...new Set(held)].sort()).toEqual(roles.filter((role) => role !== 'timer').toSorted());
    }
    expect([...new Set(members.flatMap(({ channel = [] }) => channel))].sort()).toEqual([...channels].sort());
  });

  test('each have an account of their own', () => {
    const subs = demoPeople.map(({ membership }) => membership.sub);
    expect(new Set(subs).size).toBe(subs.length);
  });
});
