import { makeClientConfig, type AwsClientConfig } from './aws/client-config.ts';
import { callDirectly } from './aws/direct-calls.ts';
import type { Witness } from './aws/witness.ts';
import type { Clock } from './clock/clock.ts';
import { guardProcess } from './lambda/guards.ts';
import type { Outcome } from './lambda/invocation.ts';
import { inProcess, type InvokerFactory } from './lambda/invoker.ts';
import type { Host } from './lambda/load-handler.ts';
import type { DemoUser } from './oidc/demo-user.ts';
import { modes, type Mode, type ModeName } from './modes.ts';
import { provisionApi } from './provision/api.ts';
import { openData } from './provision/data.ts';
import { provisionEvents } from './provision/events.ts';
import { provisionFunctions } from './provision/functions.ts';
import { openPorts, type Ports } from './provision/ports.ts';
import { provisionSchedules } from './provision/schedules.ts';
import { makeServices } from './provision/services.ts';
import { provisionSessions, type Signers } from './provision/sessions.ts';
import { versionNumbers } from './provision/versions.ts';
import { installationKey } from './signatures/installation-key.ts';
import { backUp } from './sqlite/back-up.ts';
import { explainFailure } from './sqlite/explain-failure.ts';
import { DamagedRow } from './sqlite/row-check.ts';
import type { Settings } from './sqlite/settings.ts';
import { readAssembly } from './template/assembly.ts';
import { loadTemplate, type LoadedTemplate } from './template/load-template.ts';
import { rowShapeOf } from './template/row-shape.ts';
import { makeWire } from './wire/wire.ts';

/** How a runtime is started. */
export type RuntimeOptions = {
  /** Folder of the cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
  /** Folder of the data, or `:memory:`. */
  readonly data: string;
  /** A demonstration by default. */
  readonly mode?: ModeName;
  /** Where the clock of new data begins, in milliseconds since the epoch; data that exist keep their clock. */
  readonly beginAt?: number | undefined;
  /** An address of this machine's loopback. */
  readonly host?: string;
  /** The address by which the API is reached, without a slash at the end, where that is another than host and port. */
  readonly address?: string;
  /** 0, the default, for any free port. */
  readonly apiPort?: number;
  readonly awsPort?: number | 'off';
  readonly users?: readonly DemoUser[];
  /** Index rows become visible after a random delay of up to so many milliseconds. */
  readonly indexDelay?: number;
  /** Where state machines find functions that the template does not hold; `AWS_ENDPOINT_URL_LAMBDA` by default. */
  readonly lambdaEndpoint?: string | undefined;
  /** How functions are run: in this process by default. Others know nothing of the moving clock. */
  readonly invoker?: InvokerFactory;
  /** Told of calls and commits, for who measures. */
  readonly witness?: Witness;
  /** Takes one line about something that went wrong. */
  readonly log?: (line: string) => void;
  /**
   * Takes the last line of a process that can no longer keep what it promised, and ends it. Without it the runtime refuses
   * whatever is to be written from then on.
   */
  readonly end?: (line: string) => void;
};

/** A running application. */
export type Runtime = {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Of a name that leads nowhere when that port is off. */
  readonly awsUrl: string;
  /** Stack → output → value. */
  readonly outputs: LoadedTemplate['outputs'];
  readonly clock: Clock;
  /** Moves the clock, in milliseconds; resolves when all that was due has happened. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Configures an AWS SDK v3 client to reach this runtime without a socket. */
  readonly awsClientConfig: () => AwsClientConfig;
  /** Small values that outlive the process, beside the runtime's own. */
  readonly settings: Pick<Settings, 'read' | 'write'>;
  /** Invokes a function by name, ARN or logical id. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  /** Copies data and keys in one go between two turns; gives the folder. @throws RuntimeRefusal in memory */
  readonly backUp: () => string;
  /** Lets what is under way finish for a while, makes all of it durable and closes. */
  readonly stop: () => Promise<void>;
};

/** The account that everything local belongs to. */
const account = '000000000000';

/** Milliseconds that work under way has to finish in when the runtime stops. */
const grace = 10_000;

const writeLine = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const patiently = (work: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, grace);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Whose signatures the AWS port takes: without a folder, or while it is off, those of functions only. */
const signersIn = ({ asksForKey }: Mode, folder: string | undefined, isOn: boolean): Signers => {
  if (!asksForKey) return 'anybody';
  return isOn && folder !== undefined ? installationKey(folder) : 'nobody';
};

const assemble = async (options: RuntimeOptions, ports: Ports, undo: AsyncDisposableStack): Promise<Runtime> => {
  const {
    log = writeLine,
    users = [],
    indexDelay = 0,
    lambdaEndpoint = process.env['AWS_ENDPOINT_URL_LAMBDA'],
    witness,
    end = log,
    mode: modeName = 'demonstration',
  } = options;
  const mode = modes[modeName];
  const told = new Set<string>();
  const onError = (error: unknown): void => {
    if (error instanceof DamagedRow) {
      // Once, however often it is asked for.
      if (!told.has(error.message)) log(error.message);
      told.add(error.message);
      return;
    }
    // As long as the disk refuses, whatever fails fails of it: one line was said.
    if (data.watch.note(error) ?? data.watch.refusal()) return;
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const { stacks, assets } = readAssembly(options.assembly);
  const region = stacks[0]?.region ?? 'ca-central-1';
  const data = openData({
    path: options.data,
    mode,
    beginAt: options.beginAt,
    rowShape: rowShapeOf(stacks),
    onError,
    synced: witness?.synced,
    say: log,
    end,
  });
  const { file, settings, clock } = data;
  undo.defer(data.close);
  const apiUrl = options.address ?? ports.api.url;
  const template = loadTemplate({ stacks }, { account, apiUrl, versionOf: versionNumbers(settings) });

  const host: Host = {
    now: clock.now,
    awsClientConfig: () => awsClientConfig(),
    connect: (client) => connect(client),
    readsNextDueAt: true,
  };
  const sessions = provisionSessions({
    region,
    awsUrl: ports.wire.url,
    others: signersIn(mode, file.folder, options.awsPort !== 'off'),
  });
  const invoker = (options.invoker ?? inProcess(host))(sessions.environmentOf);
  undo.defer(invoker.stop);
  const functions = provisionFunctions({ template, assets, clock, invoker, onError });
  const schedules = provisionSchedules({ template, clock, settings, functions, onError });
  const events = provisionEvents({ template, functions, region, account, now: clock.now });
  const known = { template, data, functions, region, account };
  const services = makeServices({
    ...known,
    deliversMail: mode.deliversMail,
    schedules,
    events,
    indexDelay,
    lambdaEndpoint,
    witness,
    onError,
    log,
  });
  undo.defer(services.states.stop);
  // Functions that are run elsewhere call AWS there until they are done.
  undo.defer(ports.wire.stop);
  const awsClientConfig = makeClientConfig(region, services.inside);
  const connect = callDirectly(services.inside);
  const copy = () => backUp(file, new Date());
  const api = await provisionApi({ ...known, ...data, mode, users, apiUrl, backUp: copy, log });

  undo.defer(guardProcess());
  undo.defer(() => patiently(clock.idle()));
  undo.defer(clock.stop);
  await services.provision();
  await services.states.resume();
  schedules.start();
  ports.wire.answerWith(makeWire(services.outside, sessions.whoSigns));
  ports.api.admitOrigins(api.origins);
  ports.api.answerWith(api.answer);

  return {
    apiUrl,
    awsUrl: ports.wire.url,
    outputs: template.outputs,
    clock,
    advance: clock.advance,
    awsClientConfig,
    settings,
    invoke: functions.invoke,
    backUp: copy,
    stop: async () => {
      await ports.api.stop();
      await undo.disposeAsync();
    },
  };
};

/**
 * Executes a synthesised application on this machine.
 * @throws RuntimeRefusal with one line that says what to do, when it will not start; nothing is harmed then.
 */
export const startRuntime = async (options: RuntimeOptions): Promise<Runtime> => {
  const { host = '127.0.0.1', apiPort = 0, awsPort = 0, log = writeLine } = options;
  const ports = await openPorts({
    host,
    address: options.address,
    apiPort,
    awsPort,
    onError: (error) => {
      log(String(error));
    },
  });
  const undo = new AsyncDisposableStack();
  try {
    return await assemble(options, ports, undo);
  } catch (error) {
    await Promise.all([ports.api.stop(), ports.wire.stop()]);
    await undo.disposeAsync();
    throw explainFailure(options.data, error);
  }
};
