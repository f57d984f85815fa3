import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';

export const makeReadOneCase =
  ({ see, show }: ReadCase) =>
  async ({ sub, params }: RequestOf<typeof routes.readCase>): Promise<Reply> => {
    const view = await show(await see(params.caseId, sub));
    return { status: 200, body: view, headers: { etag: `"${view.version}"` } };
  };
