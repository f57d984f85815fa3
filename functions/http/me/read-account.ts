import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

/** Who the caller is here. */
export const makeReadAccount =
  ({ members }: { readonly members: MembershipStore }) =>
  async ({ sub: caller }: RequestOf<typeof routes.readAccount>): Promise<Reply> => {
    const { sub, name, role, organisation, channel, language } = allowedMember(
      await members.read(caller),
      'account:read',
    );
    return { status: 200, body: { sub, name, role, organisation, channel, language } };
  };
