import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matrix, type Action } from '../../../shared/access/matrix.ts';
import { may, type Subject } from '../../../shared/access/may.ts';
import { mandateKinds, membershipSchema, type Membership } from '../../../shared/access/membership.ts';
import { caseRoles, channels, roles } from '../../../shared/domain/vocabulary.ts';

const actions = Object.keys(matrix) as readonly Action[];
const organisation = fc.constantFrom('est', 'nord');
const unit = fc.constantFrom('soutien', 'justice');
const sub = fc.constantFrom('a', 'b', 'c');

/** Any account, with a mandate and a role that need not fit each other. */
const anyone: fc.Arbitrary<Membership> = fc
  .record({
    sub,
    name: fc.constant('x'),
    role: fc.constantFrom(...roles),
    organisation,
    mandate: fc.record({ unit, kind: fc.constantFrom(...mandateKinds) }),
    language: fc.constantFrom('fr', 'en'),
  })
  .map((one): Membership => ({ ...one, ...(one.role === 'referrer' && { channel: 'judicial' as const }) }));

const anyCase: fc.Arbitrary<Subject> = fc.record(
  { organisation, unit, responsible: sub, second: sub },
  { requiredKeys: ['organisation', 'unit'] },
);

const always = (holds: (membership: Membership, found: Subject) => boolean): void => {
  fc.assert(fc.property(anyone, anyCase, holds), { numRuns: 1_000 });
};

describe('over the whole table of rights', () => {
  test.each(['judicial', 'victimisation', 'program'] as const)(
    'no %s mandate ever reaches a case, whatever its role',
    (kind) => {
      always((one, found) => {
        const member = { ...one, mandate: { ...one.mandate, kind } };
        return actions.every((action) => !may(member, action, found));
      });
    },
  );

  test('a direction has its numbers under a program mandate, and under no other', () => {
    const directing = (kind: Membership['mandate']['kind']): Membership => ({
      sub: 'd',
      name: 'x',
      role: 'director',
      organisation: 'est',
      mandate: { unit: 'justice', kind },
      language: 'fr',
    });
    const allowed = (kind: Membership['mandate']['kind']) => actions.filter((action) => may(directing(kind), action));
    expect(allowed('program')).toContain('escalation:count');
    for (const kind of ['judicial', 'victimisation', 'support'] as const) expect(allowed(kind)).toEqual([]);
  });

  test('no one but the roles of cases ever reaches a case, whatever their mandate', () => {
    always((member, found) => {
      const isOfCases = (caseRoles as readonly string[]).includes(member.role);
      return isOfCases || actions.every((action) => !may(member, action, found));
    });
  });

  test('no case of another organisation, nor of another unit of the same one, is ever reached', () => {
    always((member, found) => {
      const isOfTheMandate = member.organisation === found.organisation && member.mandate.unit === found.unit;
      return isOfTheMandate || actions.every((action) => !may(member, action, found));
    });
  });

  test('whoever may do anything to a case may see that it is there', () => {
    always((member, found) =>
      actions.every((action) => !may(member, action, found) || may(member, 'case:read', found)),
    );
  });

  test('a right over oneself is none over a case', () => {
    always((member, found) => actions.every((action) => !may(member, action) || !may(member, action, found)));
  });

  test('a coordinator never reads what was written at a step', () => {
    always((one, found) => !may({ ...one, role: 'coordinator' }, 'content:read', found));
  });
});

describe('a membership', () => {
  const member = {
    sub: 's',
    name: 'n',
    role: 'referrer',
    organisation: 'o',
    mandate: { unit: 'u', kind: 'judicial' },
    language: 'fr',
  };

  test.each(channels)('of a referrer by %s names its channel', (channel) => {
    expect(membershipSchema.safeParse({ ...member, channel }).success).toBe(true);
    expect(membershipSchema.safeParse(member).success).toBe(false);
  });

  test('of anyone else has none', () => {
    expect(membershipSchema.safeParse({ ...member, role: 'caseworker', channel: 'judicial' }).success).toBe(false);
  });
});
