import { withEnded } from '../../../shared/access/sessions.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { ProblemError } from '../../../shared/api/problem.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import { retrying } from '../../../shared/cases/retrying.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read' | 'change'>; readonly clock: Clock };

/** Seconds after which a sign-out that found no room may be tried again. */
const againSeconds = 86_400;

/** Ends the session that the caller's token comes from: it and what is renewed from it open nothing any more. */
export const makeEndSession =
  ({ members, clock }: Dependencies) =>
  ({ sub, session }: RequestOf<typeof routes.endSession>): Promise<Reply> =>
    retrying(async () => {
      const membership = allowedMember(await members.read(sub), 'session:end');
      const ended = withEnded(membership, session, clock.now());
      if (!ended) throw new ProblemError('too-many-requests', undefined, againSeconds);
      await members.change(ended, membership);
      return { status: 200, body: { ended: true } };
    });
