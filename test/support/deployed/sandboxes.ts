import * as z from 'zod';
import type { Witness } from '../../../infra/local/aws/witness.ts';
import type { FunctionSpec } from '../../../infra/local/lambda/function-spec.ts';
import type { Outcome } from '../../../infra/local/lambda/invocation.ts';
import type { InvokerFactory } from '../../../infra/local/lambda/invoker.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';

/** An HTTP request that a function answered. */
type Answered = { readonly routeKey: string; readonly status: number };

/** What functions did in sandboxes of their own. */
export type Sandboxes = {
  readonly invoker: InvokerFactory;
  readonly witness: Witness;
  /** Folders of the functions that have been invoked, below `functions`. */
  readonly invoked: ReadonlySet<string>;
  readonly answered: readonly Answered[];
  /** What would be wrong on AWS, one line each; nothing, where all goes well. */
  readonly findings: () => readonly string[];
};

const eventSchema = z.object({ routeKey: z.string() }).catch({ routeKey: '' });
const resultSchema = z.object({ statusCode: z.int() }).catch({ statusCode: 0 });

/** `http/cases` of `http/cases/handler.handler`. */
export const folderOf = ({ handler }: Pick<FunctionSpec, 'handler'>): string => handler.replace(/\/[^/]+$/, '');

/** Warnings too: in the tier nothing goes wrong that a function would have to cope with. */
const isFailure = (line: string): boolean => !/"level":"(?:INFO|DEBUG)"/.test(line);

/** Runs every function in processes of its own, one invocation at a time in each, as many at once as are asked for. */
export const makeSandboxes = (variables: ReadonlyMap<string, readonly string[]>): Sandboxes => {
  const all: Sandbox[] = [];
  const idle = new Map<string, Sandbox[]>();
  const busy = new Map<string, number>();
  const invoked = new Set<string>();
  const answered: Answered[] = [];
  const findings = new Set<string>();

  const foreignTo = (spec: FunctionSpec): readonly string[] => {
    const own = Object.keys(spec.variables);
    return [...new Set([...variables.values()].flat())].filter((name) => !own.includes(name));
  };

  const take = (spec: FunctionSpec, environmentOf: Parameters<InvokerFactory>[0]): Sandbox => {
    const waiting = idle.get(spec.name)?.pop();
    if (waiting?.isAlive()) return waiting;
    const folder = folderOf(spec);
    const sandbox = startSandbox({
      spec,
      // Nothing of whoever runs the tests is read: the SDK looks for files of its own in the home folder.
      environment: { ...environmentOf(spec), HOME: '/nonexistent', AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR' },
      foreign: foreignTo(spec),
      say: (line) => {
        if (isFailure(line)) findings.add(`${folder} said: ${line}`);
      },
      readForeign: (name) => {
        findings.add(`${folder} reads ${name}, a variable that its template does not give it and others have`);
      },
    });
    all.push(sandbox);
    return sandbox;
  };

  const note = (spec: FunctionSpec, event: unknown, outcome: Outcome): void => {
    const folder = folderOf(spec);
    invoked.add(folder);
    if (!outcome.ok) {
      findings.add(`${folder} failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return;
    }
    const { routeKey } = eventSchema.parse(event);
    if (routeKey === '') return;
    const { statusCode: status } = resultSchema.parse(outcome.value);
    answered.push({ routeKey, status });
    if (status >= 500 || status === 0) findings.add(`${routeKey} was answered ${status} by ${folder}`);
  };

  const count = (name: string, by: 1 | -1): void => {
    busy.set(name, (busy.get(name) ?? 0) + by);
  };

  return {
    invoked,
    answered,
    findings: () => [...findings],
    invoker: (environmentOf) => ({
      invoke: async (spec, event) => {
        const sandbox = take(spec, environmentOf);
        count(spec.name, 1);
        const outcome = await sandbox.invoke(event);
        count(spec.name, -1);
        note(spec, event, outcome);
        if (sandbox.isAlive()) idle.set(spec.name, [...(idle.get(spec.name) ?? []), sandbox]);
        return outcome;
      },
      stop: async () => {
        await Promise.all(all.map((sandbox) => sandbox.kill()));
      },
    }),
    witness: {
      // Lambda freezes a function that has answered: what it still wanted to do may never happen.
      called: ({ operation, functionName }) => {
        if (functionName !== undefined && busy.get(functionName) === 0) {
          findings.add(`${functionName} called ${operation} after it had answered`);
        }
      },
      synced: () => {},
    },
  };
};
