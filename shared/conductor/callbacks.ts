import {
  InvalidToken,
  SendTaskSuccessCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/**
 * What became of a callback. `unknown` stands for TaskTimedOut, TaskDoesNotExist and InvalidToken, which AWS gives
 * without telling apart: the execution may have moved on, or may be asking again with a new token.
 */
export type Delivery = 'delivered' | 'unknown';

/** What a wait is answered with: a code, and for the end of a suspension the step to go on at. */
export type WaitAnswer = { readonly outcome: string; readonly resumeAt?: string };

/** Answers the waits of executions with an outcome code, and nothing else. Safe to repeat. */
export const makeCallbacks = ({ client }: { readonly client: SFNClient }) => ({
  /** @throws as the SDK does when AWS throttles, refuses or is out of reach */
  callBack: async (token: string, answer: WaitAnswer): Promise<Delivery> => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(answer) }));
      return 'delivered';
    } catch (error) {
      const isUnknown =
        error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
      if (isUnknown) return 'unknown';
      throw error;
    }
  },
});

export type Callbacks = ReturnType<typeof makeCallbacks>;
