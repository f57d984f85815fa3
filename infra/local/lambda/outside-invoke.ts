import { AwsError } from '../aws/aws-error.ts';
import type { PayloadInvoke } from './payload-invoke.ts';

const messageIn = (body: string): string => {
  try {
    const { Message, message } = JSON.parse(body) as { readonly Message?: string; readonly message?: string };
    return Message ?? message ?? body;
  } catch {
    return body;
  }
};

/** Invokes functions that the template does not hold at another endpoint of Lambda's REST API. @throws AwsError */
export const outsideInvoke =
  (endpoint: string): PayloadInvoke =>
  async (functionName, payload) => {
    const answer = await fetch(
      new URL(`/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, endpoint),
      {
        method: 'POST',
        body: payload,
        headers: { authorization: 'AWS4-HMAC-SHA256', 'content-type': 'application/json' },
      },
    );
    const body = await answer.text();
    if (!answer.ok) {
      const code = answer.headers.get('x-amzn-errortype')?.split(':')[0] ?? 'ServiceException';
      throw new AwsError(code, messageIn(body), { status: answer.status });
    }
    const functionError = answer.headers.get('x-amz-function-error');
    return functionError === null ? { payload: body } : { payload: body, functionError };
  };
