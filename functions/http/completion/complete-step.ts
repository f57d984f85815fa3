import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { CompleteStep } from '../../../shared/cases/complete-step.ts';
import type { Changed } from '../../../shared/cases/read-case.ts';
import type { ReplyWaited } from '../../../shared/cases/reply-waited.ts';

type Dependencies = {
  readonly complete: (command: CompleteStep) => Promise<Changed>;
  readonly replyWaited: ReplyWaited;
};

/** Completes the open step; with `Prefer: wait`, answers once the next one is open. */
export const makeCompleteOpenStep =
  ({ complete, replyWaited }: Dependencies) =>
  async ({ sub, params, body, version, key, prefers }: RequestOf<typeof routes.completeStep>): Promise<Reply> => {
    const sent = () => {
      const { outcome, ...answers } = body();
      return { outcome, answers };
    };
    const changed = await complete({ caseId: params.caseId, sub, version, sent, key });
    const { isThere, ...reply } = await replyWaited(changed, prefers);
    return { ...reply, status: isThere ? 200 : 202 };
  };
