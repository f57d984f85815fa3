import * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import type { Engine } from '../engine/engine.ts';
import { callback, heartbeat } from '../engine/stimuli.ts';
import type { Stimulus } from '../engine/stimuli.ts';
import { readToken } from '../engine/token.ts';
import { isTooLarge, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import { operation } from './request.ts';

const taskToken = z.string().min(1).max(2048);
const successRequest = z.object({ taskToken, output: z.string() });
const failureRequest = z.object({
  taskToken,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

const parseOutput = (output: string): Json => {
  if (isTooLarge(output)) throw new AwsError('InvalidOutput', "Invalid Output: 'it is larger than 262144 bytes'");
  try {
    return parseJson(output);
  } catch (error) {
    throw new AwsError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
  }
};

/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat: answered after the commit that takes them in. */
export const callbackOperations = (engine: Engine) => {
  const send = async (token: string, stimulus: (thread: number) => Stimulus): Promise<object> => {
    const { execution, thread } = readToken(token);
    try {
      await engine.transition(execution, stimulus(thread));
    } catch (error) {
      const isUnknown = error instanceof AwsError && error.code === 'ExecutionDoesNotExist';
      throw isUnknown ? new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'") : error;
    }
    return {};
  };

  return {
    SendTaskSuccess: operation(successRequest, ({ taskToken: token, output: text }) => {
      const output = parseOutput(text);
      return send(token, (thread) => callback(thread, token, { output, text }));
    }),
    SendTaskFailure: operation(failureRequest, ({ taskToken: token, error, cause }) =>
      send(token, (thread) => callback(thread, token, { error, cause })),
    ),
    SendTaskHeartbeat: operation(z.object({ taskToken }), ({ taskToken: token }) =>
      send(token, (thread) => heartbeat(thread, token)),
    ),
  };
};
