import type { Flow, Machine, State } from '../definition/machine.ts';
import { parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { ExecutionRecord, ExecutionStatus, StoredEvent } from '../store/executions.ts';
import { mostEvents } from '../store/schema.ts';
import { StateFailure } from './failure.ts';
import { atRest, dueOf, isRunnable, newThread } from './thread.ts';
import type { Call, Thread, ThreadOrigin } from './thread.ts';

/** What the interpreter needs from outside. */
export type Surroundings = {
  readonly now: () => number;
  /** At least 0 and below 1: jitter. */
  readonly random: () => number;
  readonly executionArn: (record: ExecutionRecord) => string;
  readonly machineArn: (record: ExecutionRecord) => string;
  readonly region: string;
};

/** An invocation to make once the commit that says so is durable. */
export type PendingCall = Call & { readonly execution: number; readonly thread: number; readonly attempt: number };

type Ending = Pick<ExecutionRecord, 'output' | 'error' | 'cause'> & {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
};

const endEvents: Readonly<Record<Ending['status'], string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Keeps the members that have a value. */
export const known = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

/** The working copy of an execution: changed freely, then committed whole or dropped. */
export class Draft {
  readonly record: ExecutionRecord;
  readonly machine: Machine;
  readonly role: string;
  readonly surroundings: Surroundings;
  readonly threads: Map<number, Thread>;
  readonly events: StoredEvent[] = [];
  readonly calls: PendingCall[] = [];
  ending: Ending | undefined;
  changed = false;
  redriven: { readonly count: number; readonly at: number } | undefined;
  #beforeFailure: readonly Thread[] | undefined;
  #input: { readonly value: Json } | undefined;

  constructor(record: ExecutionRecord, machine: Machine, role: string, surroundings: Surroundings) {
    this.record = record;
    this.machine = machine;
    this.role = role;
    this.surroundings = surroundings;
    this.threads = new Map(record.threads.map((thread) => [thread.id, thread]));
  }

  get now(): number {
    return this.surroundings.now();
  }

  /** The execution's input, parsed once. */
  get input(): Json {
    this.#input ??= { value: parseJson(this.record.input) };
    return this.#input.value;
  }

  get root(): Thread | undefined {
    return [...this.threads.values()].find(({ parent }) => parent === null);
  }

  get isRunning(): boolean {
    return !this.ending && (this.record.status === 'RUNNING' || this.redriven !== undefined);
  }

  flowOf({ flow }: Thread): Flow {
    const found = this.machine.flows.get(flow);
    if (!found) throw new StateFailure('States.Runtime', `There is no flow '${flow}'`);
    return found;
  }

  stateOf(thread: Thread): State {
    const state = this.flowOf(thread).states.get(thread.state);
    if (!state) throw new StateFailure('States.Runtime', `There is no state '${thread.state}'`);
    return state;
  }

  runnable(): Thread | undefined {
    if (!this.isRunning) return undefined;
    for (const thread of this.threads.values()) if (isRunnable(thread)) return thread;
    return undefined;
  }

  add(origin: Omit<ThreadOrigin, 'id'>): Thread {
    const thread = newThread({ ...origin, id: Math.max(0, ...this.threads.keys()) + 1 });
    this.threads.set(thread.id, thread);
    this.changed = true;
    return thread;
  }

  /** Ends a thread's branches and theirs, whatever they are doing. */
  prune(thread: Thread): void {
    for (const other of [...this.threads.values()]) {
      if (other.parent !== thread.id) continue;
      this.prune(other);
      this.threads.delete(other.id);
    }
  }

  /** Adds an event after `previous` and answers its id. @throws StateFailure when the history is full */
  append(previous: number, type: string, details?: Readonly<Record<string, unknown>>): number {
    const id = this.record.events + this.events.length + 1;
    if (id >= mostEvents && !type.startsWith('Execution')) {
      this.fail(
        previous,
        'States.Runtime',
        `The execution reached the maximum number of history events (${mostEvents}).`,
      );
      throw new HistoryFull();
    }
    this.events.push(details === undefined ? [type, previous, this.now] : [type, previous, this.now, details]);
    this.changed = true;
    return id;
  }

  /** Adds an event of a thread. */
  log(thread: Thread, type: string, details?: Readonly<Record<string, unknown>>): number {
    if (!thread.silent) thread.last = this.append(thread.last, type, details);
    return thread.last;
  }

  fail(previous: number, error?: string, cause?: string): void {
    this.end({ status: 'FAILED', output: null, error: error ?? null, cause: cause ?? null }, previous);
  }

  /** Remembers where every thread is before a failure makes its way up, for a redrive. */
  remember(): void {
    this.#beforeFailure = [...this.threads.values()].map((thread) => ({ ...thread }));
  }

  /** The failure found its handler. */
  forget(): void {
    this.#beforeFailure = undefined;
  }

  /** Ends the execution. Its threads stay where they were, for a redrive. */
  end(ending: Ending, previous = this.root?.last ?? 0): void {
    const { status, output, error, cause } = ending;
    this.append(previous, endEvents[status], known({ output, error, cause }));
    this.ending = ending;
    const threads = this.#beforeFailure ?? [...this.threads.values()];
    this.threads.clear();
    this.calls.length = 0;
    if (status === 'SUCCEEDED') return;
    for (const thread of threads) this.threads.set(thread.id, atRest(thread));
  }

  /** The record to commit. */
  finished(): ExecutionRecord {
    const { record, ending, redriven } = this;
    const threads = [...this.threads.values()];
    const running = this.isRunning;
    const deadline =
      this.machine.timeoutSeconds === undefined ? Infinity : this.begun + this.machine.timeoutSeconds * 1000;
    const due = running ? Math.min(deadline, ...threads.map(dueOf)) : Infinity;
    return {
      ...record,
      ...(redriven ? { status: 'RUNNING', output: null, error: null, cause: null, stopped: null } : {}),
      ...(redriven ? { redrives: redriven.count, redriven: redriven.at } : {}),
      ...(ending ? { ...ending, stopped: this.now } : {}),
      seq: record.seq + 1,
      events: record.events + this.events.length,
      due: due === Infinity ? null : due,
      unsettled: running && threads.some((thread) => isRunnable(thread) || thread.phase.is === 'calling'),
      threads,
    };
  }

  /** When the present run began: its timeout counts from there. */
  get begun(): number {
    return this.redriven?.at ?? this.record.redriven ?? this.record.started;
  }
}

/** Thrown to leave the interpreter once the history has no place left; the execution has been ended. */
export class HistoryFull extends Error {}
