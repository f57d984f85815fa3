import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { AnswerSupport } from '../../../shared/cases/answer-support.ts';
import { viewOfSupport } from '../../../shared/cases/support-view.ts';

/** Somebody takes a request for support upon them. */
export const makeAcknowledgeEscalation =
  ({ acknowledge }: Pick<AnswerSupport, 'acknowledge'>) =>
  async ({ sub, params, body, key }: RequestOf<typeof routes.acknowledgeEscalation>): Promise<Reply> => ({
    status: 200,
    body: viewOfSupport(await acknowledge({ ...params, sent: body, sub, key }), true),
  });

/** A request for support is asked again later. */
export const makeSnoozeEscalation =
  ({ snooze }: Pick<AnswerSupport, 'snooze'>) =>
  async ({ sub, params, body, key }: RequestOf<typeof routes.snoozeEscalation>): Promise<Reply> => ({
    status: 200,
    body: viewOfSupport(await snooze({ ...params, sent: body, sub, key }), true),
  });
