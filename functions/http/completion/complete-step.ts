import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { AwaitStep } from '../../../shared/cases/await-step.ts';
import type { CompleteStep } from '../../../shared/cases/complete-step.ts';
import type { Changed, ReadCase } from '../../../shared/cases/read-case.ts';

type Dependencies = {
  readonly complete: (command: CompleteStep) => Promise<Changed>;
  readonly awaitStep: AwaitStep;
  readonly readCase: Pick<ReadCase, 'show'>;
};

/** Completes the open step; with `Prefer: wait`, answers once the next one is open. */
export const makeCompleteOpenStep =
  ({ complete, awaitStep, readCase }: Dependencies) =>
  async ({ sub, params, body, version, key, wait }: RequestOf<typeof routes.completeStep>): Promise<Reply> => {
    const { outcome, ...answers } = body;
    const { completed, membership, thread } = await complete({
      caseId: params.caseId,
      sub,
      version,
      outcome,
      answers,
      key,
    });
    const afterwards = wait > 0 ? await awaitStep(completed, wait) : undefined;
    const found = afterwards ?? completed;
    return {
      status: afterwards ? 200 : 202,
      body: await readCase.show({ membership, found, thread }),
      headers: { etag: `"${found.version}"`, ...(afterwards && { 'preference-applied': `wait=${wait}` }) },
    };
  };
