import type { Functions } from './functions.ts';

/** Invocation as Lambda's API has it: JSON text in and out, and whether the function failed. @throws AwsError */
export type PayloadInvoke = (
  functionName: string,
  payload: string,
) => Promise<{ readonly payload: string; readonly functionError?: string }>;

/** Invokes the functions of the template, and others `outside` where that is given. */
export const payloadInvoke =
  ({ find, invoke }: Pick<Functions, 'find' | 'invoke'>, outside?: PayloadInvoke): PayloadInvoke =>
  async (functionName, payload) => {
    if (outside && !find(functionName)) return outside(functionName, payload);
    const outcome = await invoke(functionName, JSON.parse(payload));
    return outcome.ok
      ? { payload: JSON.stringify(outcome.value) }
      : { payload: JSON.stringify(outcome.error), functionError: outcome.functionError };
  };
