import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { AwaitStep } from '../../../shared/cases/await-step.ts';
import type { ReachOut } from '../../../shared/cases/reach-out.ts';
import type { Changed, ReadCase } from '../../../shared/cases/read-case.ts';

type Dependencies = {
  readonly reachOut: (command: ReachOut) => Promise<Changed>;
  readonly awaitStep: AwaitStep;
  readonly readCase: Pick<ReadCase, 'show'>;
};

/** Opens a case; with `Prefer: wait`, answers once its first step is open. */
export const makeOpenOneCase =
  ({ reachOut, awaitStep, readCase }: Dependencies) =>
  async ({ sub, body, key, wait }: RequestOf<typeof routes.openCase>): Promise<Reply> => {
    const { completed, membership, thread } = await reachOut({ sub, person: body.person, key });
    const afterwards = wait > 0 ? await awaitStep(completed, wait) : undefined;
    const found = afterwards ?? completed;
    return {
      status: 201,
      body: await readCase.show({ membership, found, thread }),
      headers: {
        etag: `"${found.version}"`,
        location: `/v1/cases/${found.caseId}`,
        ...(afterwards && { 'preference-applied': `wait=${wait}` }),
      },
    };
  };
