import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ClinicalAdviceDesk } from '../../../shared/cases/clinical-advice.ts';
import { adviceView } from './advice-view.ts';

export const makeAskAdvice =
  ({ ask }: Pick<ClinicalAdviceDesk, 'ask'>) =>
  async ({ sub, body, key }: RequestOf<typeof routes.askAdvice>): Promise<Reply> => ({
    status: 201,
    body: adviceView(await ask({ sub, key, sent: body })),
  });
