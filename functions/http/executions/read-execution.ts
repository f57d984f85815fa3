import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { WatchExecutions } from '../../../shared/cases/watch-executions.ts';

export const makeReadExecution =
  ({ allow, read }: Pick<WatchExecutions, 'allow' | 'read'>) =>
  async ({ sub, params }: RequestOf<typeof routes.readExecution>): Promise<Reply> => {
    const administrator = await allow(sub, 'execution:read');
    return { status: 200, body: await read(administrator, params.caseId) };
  };
