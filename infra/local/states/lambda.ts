import { randomUUID } from 'node:crypto';

import { AwsError } from '../aws/aws-error.ts';
import type { Answer } from './engine/task.ts';
import type { Call } from './engine/thread.ts';
import { isJsonObject } from './json.ts';

/** What invoking a function gave; `functionError` is 'Unhandled' or 'Handled' when the function failed. */
export type LambdaAnswer = { readonly payload: string; readonly functionError?: string };

/** Invokes a function by name or ARN with JSON text. @throws AwsError ResourceNotFoundException, TooManyRequestsException … */
export type Invoke = (functionName: string, payload: string) => Promise<LambdaAnswer>;

const errorTypeOf = (payload: string): string => {
  try {
    const body: unknown = JSON.parse(payload);
    return isJsonObject(body) && typeof body.errorType === 'string' ? body.errorType : 'Lambda.Unknown';
  } catch {
    return 'Lambda.Unknown';
  }
};

/** Names what can go wrong with an invocation as Step Functions does. */
export const callFunction =
  (invoke: Invoke) =>
  async ({ functionName, payload }: Call): Promise<Answer> => {
    try {
      const answer = await invoke(functionName, payload);
      if (answer.functionError === undefined) return { payload: answer.payload };
      return { error: errorTypeOf(answer.payload), cause: answer.payload };
    } catch (error) {
      if (error instanceof AwsError) {
        return {
          error: `Lambda.${error.code}`,
          cause: `${error.message} (Service: Lambda, Status Code: ${error.status}, Request ID: ${randomUUID()})`,
        };
      }
      return { error: 'Lambda.SdkClientException', cause: 'The function could not be invoked' };
    }
  };
