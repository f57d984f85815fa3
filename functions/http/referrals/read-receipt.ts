import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly store: CaseStore; readonly members: MembershipStore; readonly clock: Clock };

/** Shows a referrer their own receipt for 90 days: the same words as on the first day, whatever became of the referral. */
export const makeReadReceipt =
  ({ store, members, clock }: Dependencies) =>
  async ({ sub, params }: RequestOf<typeof routes.readReceipt>): Promise<Reply> => {
    allowedMember(await members.read(sub), 'referral:send');
    const receipt = await store.readReceipt(params.receiptId);
    const isTheirs = receipt?.by === sub && receipt.expiresAt * 1000 > Date.parse(clock.now());
    if (!isTheirs) throw new ProblemError('not-found');
    return { status: 200, body: { receiptId: receipt.receiptId, receivedAt: receipt.receivedAt } };
  };
