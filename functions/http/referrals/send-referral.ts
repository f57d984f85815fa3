import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReceiveReferral, ReferralReceipt } from '../../../shared/cases/receive-referral.ts';

type Dependencies = { readonly receive: (command: ReceiveReferral) => Promise<ReferralReceipt> };

/** Answers every referral alike: received. */
export const makeSendReferral =
  ({ receive }: Dependencies) =>
  async ({ sub, body, key }: RequestOf<typeof routes.sendReferral>): Promise<Reply> => {
    const { receiptId, receivedAt } = await receive({ sub, sent: body, key });
    return {
      status: 202,
      body: { receiptId, receivedAt },
      headers: { location: `/v1/referrals/${receiptId}` },
    };
  };
