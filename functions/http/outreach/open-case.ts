import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReachOut } from '../../../shared/cases/reach-out.ts';
import type { Changed } from '../../../shared/cases/read-case.ts';
import type { ReplyWaited } from '../../../shared/cases/reply-waited.ts';

type Dependencies = {
  readonly reachOut: (command: ReachOut) => Promise<Changed>;
  readonly replyWaited: ReplyWaited;
};

/** Opens a case; with `Prefer: wait`, answers once its first step is open. */
export const makeOpenOneCase =
  ({ reachOut, replyWaited }: Dependencies) =>
  async ({ sub, body, key, prefers }: RequestOf<typeof routes.openCase>): Promise<Reply> => {
    const changed = await reachOut({ sub, sent: body, key });
    const reply = await replyWaited(changed, prefers);
    const location = `/v1/cases/${changed.completed.caseId}`;
    return { status: 201, body: reply.body, headers: { ...reply.headers, location } };
  };
