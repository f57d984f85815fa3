import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ClinicalAdviceDesk } from '../../../shared/cases/clinical-advice.ts';
import { adviceView } from './advice-view.ts';

export const makeAnswerAdvice =
  ({ answer }: Pick<ClinicalAdviceDesk, 'answer'>) =>
  async ({ sub, params, body }: RequestOf<typeof routes.answerAdvice>): Promise<Reply> => ({
    status: 200,
    body: adviceView(await answer({ sub, ...params, sent: body })),
  });
