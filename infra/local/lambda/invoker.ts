import type { FunctionSpec } from './function-spec.ts';
import { failed, invokeHandler, type Outcome } from './invocation.ts';
import { makeHandlerLoader, type Host } from './load-handler.ts';

/** How functions are run. */
export type Invoker = {
  /** Runs a function once. Settles with what it gave or how it failed, its timeout included; never rejects. */
  readonly invoke: (spec: FunctionSpec, event: unknown) => Promise<Outcome>;
  /** Ends whatever is kept from one invocation to the next. */
  readonly stop: () => Promise<void>;
};

/**
 * Makes the invoker of a runtime. `environmentOf` is all that a function has in its environment: the variables of its
 * template and of Lambda, credentials in its role, and the address at which the runtime serves AWS.
 */
export type InvokerFactory = (environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>) => Invoker;

/** Runs functions in this process, with what the host provides. */
export const inProcess =
  (host: Host): InvokerFactory =>
  (environmentOf) => {
    const loader = makeHandlerLoader(environmentOf, host);
    return {
      invoke: async (spec, event) => {
        try {
          return await invokeHandler(spec, await loader.load(spec), event);
        } catch (error) {
          return failed(error);
        }
      },
      stop: () => {
        loader.dispose();
        return Promise.resolve();
      },
    };
  };
