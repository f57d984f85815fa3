import { makeCallbacks, type Callbacks } from '../conductor/callbacks.ts';
import { makeExecutions, type Executions } from '../conductor/executions.ts';
import { makeStarts, type Starts } from '../conductor/starts.ts';
import { environment } from './environment.ts';
import { makeDebtLog } from './log.ts';
import { makeSfnClient } from './sfn-client.ts';

/** The same sending, whose failures are logged on their way: the debt stays on the case, and the sweep pays it. */
const logged = <A extends readonly unknown[], T>(send: (...args: A) => Promise<T>) => {
  const logDebt = makeDebtLog();
  return async (...args: A): Promise<T> => {
    try {
      return await send(...args);
    } catch (error) {
      logDebt(error);
      throw error;
    }
  };
};

export const openCallbacks = (): Callbacks => ({
  callBack: logged(makeCallbacks({ client: makeSfnClient() }).callBack),
});

/** Starts on the state machines of this environment. */
export const openStarts = (): Starts => ({
  start: logged(makeStarts({ client: makeSfnClient(), machines: environment('STATE_MACHINES') }).start),
});

export const openExecutions = (): Executions =>
  makeExecutions({ client: makeSfnClient(), machines: environment('STATE_MACHINES') });
