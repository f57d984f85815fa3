import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ClinicalAdviceDesk } from '../../../shared/cases/clinical-advice.ts';
import { adviceView } from './advice-view.ts';

export const makeListAdvice =
  ({ list }: Pick<ClinicalAdviceDesk, 'list'>) =>
  async ({ sub }: RequestOf<typeof routes.listAdvice>): Promise<Reply> => ({
    status: 200,
    body: { items: (await list(sub)).map(adviceView) },
  });
