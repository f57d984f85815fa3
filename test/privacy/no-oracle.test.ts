import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { matrix, type Action, type Relation } from '../../shared/access/matrix.ts';
import { may, stands, type Subject } from '../../shared/access/may.ts';
import { mandateKinds, type Membership } from '../../shared/access/membership.ts';
import { roles } from '../../shared/domain/vocabulary.ts';
import { caseIn, type Answer, type Session } from '../support/session.ts';
import { plainRequest, startSystem, type System } from '../support/system.ts';
import { complete, look } from '../support/walk.ts';
import { askRoute, everyRoute, shapeOf, type Ids } from './support/every-route.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** A partner of each channel, and one of an establishment that has a support mandate too; all refer to « est » or « nord ». */
const referrers = [
  ['community', 'referrer@est'],
  ['judicial', 'referrer@poste-12'],
  ['judicial, of an establishment that supports youths too', 'referrer@ciusss'],
  ['victimisation', 'referrer@hopital'],
] as const;

const personNamed = (name: string) => ({
  name,
  otherNames: [`${name} l’autre`],
  reach: [{ way: 'text', value: `514 555-${name}` }],
  ageBand: '18-21',
});
const closedAs = async (found: { readonly caseId: string }, outcome: string): Promise<void> => {
  await complete(await system.as('coordinator@est'), found, outcome);
};

/** What may be so of a person before they are referred. */
const pasts: Readonly<Record<string, (name: string) => Promise<void>>> = {
  'nobody knows': () => Promise.resolve(),
  'is followed already, by the same names and ways': async (name) => {
    const found = await system.refer({ person: personNamed(name) });
    await complete(await system.as('coordinator@est'), found, 'accepted');
  },
  'withdrew from everything': async (name) => {
    const found = await system.refer({ person: personNamed(name) });
    const coordinator = await system.as('coordinator@est');
    await complete(coordinator, found, 'met-in-person');
    caseIn(await coordinator.post(`/v1/cases/${found.caseId}/interruptions/withdraw`, {}));
    await system.runtime.clock.idle();
    expect((await look(coordinator, found)).status).toBe('closed');
  },
  'was closed as the same person as another': async (name) =>
    closedAs(await system.refer({ person: personNamed(name) }), 'same-person'),
  'was not retained': async (name) => closedAs(await system.refer({ person: personNamed(name) }), 'not-retained'),
};

/** An answer without what is random in each: an id, and the moment. */
const withoutItsOwn = (answer: Answer): unknown =>
  JSON.parse(
    JSON.stringify(shapeOf(answer))
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'moment'),
  );

describe('a referral is answered alike', () => {
  test('whatever became of the person before, whoever refers, to the last header; and so is its receipt later', async () => {
    const answers: Answer[] = [];
    const receipts: { readonly session: Session; readonly location: string }[] = [];
    for (const [past, live] of Object.entries(pasts)) {
      const name = `Nom${String(Object.keys(pasts).indexOf(past))}`;
      await live(name);
      for (const [, user] of referrers) {
        const session = await system.as(user);
        const answer = await session.post('/v1/referrals', { person: personNamed(name), request: plainRequest });
        answers.push(answer);
        receipts.push({ session, location: answer.headers['location'] ?? '' });
      }
    }
    const shapes = new Set(answers.map((answer) => JSON.stringify(withoutItsOwn(answer))));
    expect([...shapes]).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 202 });
    expect(Object.keys(answers[0]?.body as object)).toEqual(['receiptId', 'receivedAt']);

    const ids = answers.map(({ body }) => (body as { receiptId: string }).receiptId);
    expect(new Set(ids).size).toBe(ids.length);

    await system.advanceClock('P30D');
    const read = await Promise.all(receipts.map(({ session, location }) => session.get(location)));
    expect(read.map(({ body }) => body)).toEqual(answers.map(({ body }) => body));
    expect(new Set(read.map((answer) => JSON.stringify(withoutItsOwn(answer)))).size).toBe(1);
  });

  test('when it is refused too: only what the caller typed decides', async () => {
    const known = personNamed('Connue');
    await system.refer({ person: known });
    for (const [, user] of referrers) {
      const session = await system.as(user);
      const wrong = { ...plainRequest, urgency: 'never' };
      const [one, other] = await Promise.all(
        [known, personNamed('Inconnue')].map((person) => session.post('/v1/referrals', { person, request: wrong })),
      );
      expect(one && shapeOf(one)).toEqual(other && shapeOf(other));
      expect(one?.status).toBe(422);
    }
  });

  test('a receipt is nobody else’s, and one that is not there is answered alike', async () => {
    const referrer = await system.as('referrer@ciusss');
    const sent = await referrer.post('/v1/referrals', { person: personNamed('Sami'), request: plainRequest });
    const location = sent.headers['location'] ?? '';
    expect((await referrer.get(location)).status).toBe(200);
    for (const user of ['referrer@poste-12', 'referrer@est', 'referrer@hopital']) {
      const other = await system.as(user);
      const [theirs, none] = [await other.get(location), await other.get(`/v1/referrals/${randomUUID()}`)];
      expect(theirs.status).toBe(404);
      expect(shapeOf(theirs)).toEqual(shapeOf(none));
    }
  });
});

/** All that a referrer reaches beside the receipt of their own. */
const theirs: readonly string[] = ['sendReferral', 'readAccount', 'endSession', 'readOpenApi'];

describe.each(['referrer@ciusss', 'referrer@poste-12', 'referrer@hopital'])('the account %s', (user) => {
  /** What they referred; a case of the support mandate of one of them; one that is not there. */
  let places: readonly Ids[];
  beforeAll(async () => {
    const worker = await system.as('caseworker@ciusss');
    const known = new Set<string>();
    const coordinator = await system.as('coordinator@est');
    const before = (await coordinator.get('/v1/cases?limit=100')).body as { items: { caseId: string }[] };
    for (const { caseId } of before.items) known.add(caseId);
    const met = caseIn(await worker.post('/v1/cases', { person: personNamed('Rencontrée') }));
    const receipt = (await system.sendReferral()).headers['location']?.split('/').at(-1) ?? '';
    places = [...known, met.caseId, randomUUID()].slice(-3).map((caseId) => ({ caseId, receiptId: receipt }));
  });

  test.each(everyRoute)('reaches nothing by $name, of a case that is there or not', async ({ name, route }) => {
    const answers = await Promise.all(
      places.map(async (ids) => askRoute(await system.signIn(user), { name, route }, ids)),
    );
    if (theirs.includes(name)) {
      expect(answers.map(({ status }) => status < 300)).toEqual([true, true, true]);
      return;
    }
    for (const { status } of answers) expect([403, 404]).toContain(status);
    expect(new Set(answers.map((answer) => JSON.stringify(shapeOf(answer)))).size).toBe(1);
  });
});

const relations: readonly Relation[] = ['responsible', 'mandate', 'self'];
const actions = Object.keys(matrix) as readonly Action[];
const sub = fc.constantFrom('a', 'b');
const organisation = fc.constantFrom('est', 'nord');
const unit = fc.constantFrom('soutien', 'justice');
const kind = fc.constantFrom(...mandateKinds.filter((one) => one !== 'support'));

/** Any account with another mandate than support, whatever its role. */
const outsider: fc.Arbitrary<Membership> = fc.record({
  sub,
  name: fc.constant('x'),
  role: fc.constantFrom(...roles),
  organisation,
  mandate: fc.record({ unit, kind }),
  channel: fc.constant('judicial' as const),
  language: fc.constantFrom('fr', 'en'),
});
const anyCase: fc.Arbitrary<Subject> = fc.record({ organisation, unit, responsible: sub, second: sub });
/** A case that is the account’s own in every way but the mandate: its organisation, its unit, its worker. */
const closest = outsider.map((member) => ({
  member,
  found: {
    organisation: member.organisation,
    unit: member.mandate.unit,
    responsible: member.sub,
    second: member.sub,
  },
}));
const either = fc.oneof(fc.record({ member: outsider, found: anyCase }), closest);

describe('no mandate other than support', () => {
  test('ever reaches a case by any action, with the same organisation, unit and worker neither', () => {
    fc.assert(
      fc.property(either, ({ member, found }) => {
        expect(actions.filter((action) => may(member, action, found))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('ever stands in a relation to a case, so that no row of the table can be wrong enough', () => {
    fc.assert(
      fc.property(either, ({ member, found }) => {
        expect(relations.filter((relation) => stands(relation, member, found))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('opens a case, lists cases or names a team, by whatever role it was given', () => {
    const ofCases = ['case:open', 'case:list', 'team:read'] as const;
    fc.assert(
      fc.property(outsider, (member) => {
        expect(ofCases.filter((action) => may(member, action))).toEqual([]);
      }),
    );
  });
});
