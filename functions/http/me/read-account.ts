import { may } from '../../../shared/access/may.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Caseloads } from '../../../shared/cases/caseloads.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read'>; readonly caseloadOf: Caseloads };

/** Who the caller is here, when they are away, and how much they carry. */
export const makeReadAccount =
  ({ members, caseloadOf }: Dependencies) =>
  async ({ sub: caller }: RequestOf<typeof routes.readAccount>): Promise<Reply> => {
    const membership = allowedMember(await members.read(caller), 'account:read');
    const { sub, name, role, organisation, channel, language, absence, backup } = membership;
    const caseload = may(membership, 'case:list') ? await caseloadOf(sub) : undefined;
    return { status: 200, body: { sub, name, role, organisation, channel, language, absence, backup, caseload } };
  };
