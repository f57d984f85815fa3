import { withEnded } from '../../../shared/access/sessions.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import { retrying } from '../../../shared/cases/retrying.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read' | 'change'> };

/** Ends the session that the caller's token comes from: it and what is renewed from it open nothing any more. */
export const makeEndSession =
  ({ members }: Dependencies) =>
  ({ sub, session }: RequestOf<typeof routes.endSession>): Promise<Reply> =>
    retrying(async () => {
      const membership = allowedMember(await members.read(sub), 'session:end');
      await members.change(withEnded(membership, session), membership);
      return { status: 200, body: { ended: true } };
    });
