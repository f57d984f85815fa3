import type { Functions } from './functions.ts';

/** Invocation as Lambda's API has it: JSON text in and out, and whether the function failed. */
export const payloadInvoke =
  ({ invoke }: Pick<Functions, 'invoke'>) =>
  async (functionName: string, payload: string): Promise<{ payload: string; functionError?: string }> => {
    const outcome = await invoke(functionName, JSON.parse(payload));
    return outcome.ok
      ? { payload: JSON.stringify(outcome.value) }
      : { payload: JSON.stringify(outcome.error), functionError: outcome.functionError };
  };
