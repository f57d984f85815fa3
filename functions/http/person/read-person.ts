import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { authorised } from '../../../shared/cases/authorised.ts';
import type { PersonView } from '../../../shared/api/schemas/person.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { ContactWay } from '../../../shared/domain/vocabulary.ts';
import type { Identity } from '../../../shared/vault/identity.ts';

type Dependencies = {
  readonly readCase: Pick<ReadCase, 'see' | 'joinedTo'>;
  readonly identity: Pick<Identity, 'read'>;
  readonly clock: Clock;
};

/** The person, with what the youth said of each way to reach them. */
const useOf = (way: ContactWay, { ways }: Case): PersonView['reach'][number]['use'] => {
  if (way === ways?.never) return 'never';
  return way === ways?.safe ? 'safe' : 'unsaid';
};

const personView = ({ reach, ...person }: Person, found: Case): PersonView => ({
  ...person,
  reach: reach.map((one) => ({ ...one, use: useOf(one.way, found) })),
  ways: found.ways ?? {},
});

/** Who the youth is and how to reach them, for those who work with them. The look is recorded first. */
export const makeReadPerson =
  ({ readCase, identity, clock }: Dependencies) =>
  async ({ sub, params }: RequestOf<typeof routes.readPerson>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const { youthId, sealedAt, status } = authorised(membership, 'person:read', found);
    /** How a referral that was joined to the case says that its person is reached; each look is recorded. */
    const reachOf = async (referral: Case): Promise<PersonView['reach']> => {
      const { caseId, youthId, reference } = referral;
      const person = await identity.read(youthId, { by: sub, at: clock.now(), caseId });
      return (person?.reach ?? []).map((one) => ({ ...one, use: useOf(one.way, found), from: reference }));
    };
    const hasLeft = sealedAt !== undefined && (status === 'closing' || status === 'closed');
    const person = hasLeft
      ? undefined
      : await identity.read(youthId, { by: sub, at: clock.now(), caseId: found.caseId });
    if (!person) throw new ProblemError('not-found');
    const view = personView(person, found);
    const joined = await Promise.all((await readCase.joinedTo(found)).map(reachOf));
    return { status: 200, body: { ...view, reach: [...view.reach, ...joined.flat()] } };
  };
