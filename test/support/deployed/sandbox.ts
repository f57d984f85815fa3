import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';
import type { FunctionSpec } from '../../../infra/local/lambda/function-spec.ts';
import type { Outcome } from '../../../infra/local/lambda/invocation.ts';
import type { FromSandbox, LambdaError, ToSandbox } from './protocol.ts';

type Options = {
  readonly spec: FunctionSpec;
  readonly environment: Readonly<Record<string, string>>;
  /** Names of variables that other functions have and this one has not. */
  readonly foreign: readonly string[];
  /** Takes each line that the function writes. */
  readonly say: (line: string) => void;
  readonly readForeign: (name: string) => void;
};

/** A process of one function, which runs one invocation at a time. */
export type Sandbox = {
  /** Settles with what the function gave or how it failed; never rejects. */
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly isAlive: () => boolean;
  readonly kill: () => Promise<void>;
};

const main = join(import.meta.dirname, 'sandbox-main.ts');

/** The heap that Lambda's start script gives Node: nine tenths of the memory, a twentieth of it for each half of the young. */
const heapOf = ({ memorySize }: FunctionSpec): readonly string[] => [
  `--max-old-space-size=${Math.floor(memorySize * 0.9)}`,
  `--max-semi-space-size=${Math.floor(memorySize * 0.05)}`,
];

/** The clock of the machine, where it is moved for the whole run (`faketime`): two clocks in one system would refuse each other. */
const clockOfMachine = (): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(LD_PRELOAD|FAKETIME.*)$/.test(name)));

const traceOf = (): string =>
  `Root=1-${randomUUID().slice(0, 8)}-${randomUUID().replaceAll('-', '').slice(0, 24)};Parent=0000000000000001;Sampled=0`;

const failed = (error: LambdaError): Outcome => ({ ok: false, functionError: 'Unhandled', error });

const gone = (requestId: string): Outcome =>
  failed({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: Runtime exited`, trace: [] });

const timedOut = (requestId: string, { timeout }: FunctionSpec): Outcome => {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${(timeout / 1000).toFixed(2)} seconds`;
  return failed({ errorType: 'Sandbox.Timedout', errorMessage, trace: [] });
};

const sayLines = ({ stdout, stderr }: ChildProcess, say: Options['say']): void => {
  for (const stream of [stdout, stderr]) if (stream) createInterface({ input: stream }).on('line', say);
};

/** Starts the process of a function as Lambda starts a sandbox, and imports its handler there. */
export const startSandbox = ({ spec, environment, foreign, say, readForeign }: Options): Sandbox => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...heapOf(spec), main], {
    cwd: spec.folder,
    env: { ...clockOfMachine(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let isAlive = true;
  const exited = once(child, 'close').then(() => {
    isAlive = false;
  });
  sayLines(child, say);

  const send = (message: ToSandbox): void => {
    // A process that is gone is noticed by its end.
    if (child.connected) child.send(message, () => {});
  };

  const next = (requestId: string): Promise<FromSandbox | Outcome> =>
    new Promise((resolve) => {
      const take = (message: FromSandbox): void => {
        if (message.kind === 'foreign') {
          readForeign(message.name);
          return;
        }
        child.off('message', take);
        resolve(message);
      };
      child.on('message', take);
      void exited.then(() => {
        resolve(gone(requestId));
      });
    });

  const begun = next('at the import');
  send({ kind: 'begin', url: pathToFileURL(join(spec.folder, spec.file)).href, member: spec.member, foreign });

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };

  const run = async (event: unknown, requestId: string): Promise<Outcome> => {
    const first = await begun;
    if ('ok' in first) return first;
    if (first.kind === 'failed') return failed(first.error);
    const context = {
      awsRequestId: requestId,
      functionName: spec.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: spec.arn,
      logGroupName: `/aws/lambda/${spec.name}`,
      logStreamName: 'sandbox',
      memoryLimitInMB: String(spec.memorySize),
    };
    const answer = next(requestId);
    const deadline = Date.now() + spec.timeout;
    send({ kind: 'invoke', event: JSON.stringify(event), deadline, traceId: traceOf(), context });
    const given = await answer;
    if ('ok' in given) return given;
    if (given.kind === 'failed') return failed(given.error);
    return { ok: true, value: JSON.parse(given.kind === 'answered' ? given.payload : 'null') };
  };

  return {
    isAlive: () => isAlive && child.connected,
    kill,
    invoke: async (event) => {
      const requestId = randomUUID();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Outcome>((resolve) => {
        // The import has its own time on Lambda, at most ten seconds.
        void begun.then(() => {
          timer = setTimeout(resolve, spec.timeout, timedOut(requestId, spec));
        });
      });
      const outcome = await Promise.race([run(event, requestId), late]);
      clearTimeout(timer);
      if (!outcome.ok && outcome.error.errorType === 'Sandbox.Timedout') await kill();
      return outcome;
    },
  };
};
