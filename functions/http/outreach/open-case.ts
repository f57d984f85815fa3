import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReachOut } from '../../../shared/cases/reach-out.ts';
import { replyWith, type Changed, type ReadCase } from '../../../shared/cases/read-case.ts';

type Dependencies = {
  readonly reachOut: (command: ReachOut) => Promise<Changed>;
  readonly readCase: Pick<ReadCase, 'show'>;
};

export const makeOpenOneCase =
  ({ reachOut, readCase }: Dependencies) =>
  async ({ sub, body, key }: RequestOf<typeof routes.openCase>): Promise<Reply> => {
    const changed = await reachOut({ sub, person: body.person, key });
    const reply = await replyWith(readCase, changed);
    const location = `/v1/cases/${changed.completed.caseId}`;
    return { ...reply, status: 201, headers: { ...reply.headers, location } };
  };
