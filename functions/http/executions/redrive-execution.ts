import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { RenewGeneration } from '../../../shared/cases/renew-generation.ts';
import { retrying } from '../../../shared/cases/retrying.ts';
import type { WatchExecutions } from '../../../shared/cases/watch-executions.ts';

type Dependencies = {
  readonly executions: Pick<WatchExecutions, 'allow' | 'find' | 'line'>;
  readonly renew: RenewGeneration;
};

/** Resumes a case from its record in a new generation; who did it and why stands in the case's trail. */
export const makeRedriveExecution =
  ({ executions: { allow, find, line }, renew }: Dependencies) =>
  async ({ sub, params, body }: RequestOf<typeof routes.redriveExecution>): Promise<Reply> => {
    const administrator = await allow(sub, 'execution:repair');
    const renewed = await retrying(async () => {
      const found = await find(administrator, params.caseId);
      if (found.status === 'closed') throw new ProblemError('case-closed');
      return renew(found, { cause: 'administrator', actor: sub, reason: body().reason });
    });
    return { status: 202, body: line(renewed) };
  };
