import { makeCallbacks, type Callbacks } from '../conductor/callbacks.ts';
import { makeExecutions, type Executions } from '../conductor/executions.ts';
import { makeStarts, type Starts } from '../conductor/starts.ts';
import { environment } from './environment.ts';
import { makeSfnClient } from './sfn-client.ts';

export const openCallbacks = (): Callbacks => makeCallbacks({ client: makeSfnClient() });

/** Starts on the state machines of this environment. */
export const openStarts = (): Starts =>
  makeStarts({ client: makeSfnClient(), machines: environment('STATE_MACHINES') });

export const openExecutions = (): Executions =>
  makeExecutions({ client: makeSfnClient(), machines: environment('STATE_MACHINES') });
