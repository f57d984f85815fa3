import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';

import { AwsError } from '../../aws/aws-error.ts';
import type { Clock } from '../../clock/clock.ts';
import { DiskRefusal } from '../../sqlite/disk-watch.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import type { Machine } from '../definition/machine.ts';
import type { ExecutionRecord, ExecutionStore } from '../store/executions.ts';
import { makeAlarm } from './alarm.ts';
import { Draft, HistoryFull } from './draft.ts';
import type { PendingCall, Surroundings } from './draft.ts';
import { interpret } from './interpret.ts';
import { makeLocks } from './locks.ts';
import { answer, takenUp, timePassed } from './stimuli.ts';
import type { Stimulus } from './stimuli.ts';
import type { Answer } from './task.ts';
import { newThread } from './thread.ts';

export type Revision = { readonly machine: Machine; readonly role: string };

export type EngineOptions = {
  readonly store: ExecutionStore;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly revision: (id: number) => Revision;
  readonly invoke: (call: PendingCall) => Promise<Answer>;
  /** Told after the commit of each change of status. */
  readonly onStatus: (record: ExecutionRecord) => void;
  /** Told of work inside the engine that failed. */
  readonly onError: (error: unknown) => void;
};

/** How an execution begins. */
export type Beginning = Pick<ExecutionRecord, 'machine' | 'name' | 'revision' | 'version' | 'alias' | 'input'>;

/** A branch may have been ended, by its sibling's failure, in the very commit in which it scheduled its call. */
const isStillWanted = (draft: Draft) => (call: PendingCall) => {
  const thread = draft.threads.get(call.thread);
  return thread?.phase.is === 'calling' && thread.attempt === call.attempt;
};

const pageSize = 50;
const mostConflicts = 5;
const mostTries = 5;
const pauseBetweenTries = 50;

export type Engine = ReturnType<typeof makeEngine>;

/** Takes executions further: evaluates on a working copy, commits it by compare-and-set, and only then calls functions. */
export const makeEngine = ({
  store,
  turns,
  clock,
  surroundings,
  revision,
  invoke,
  onStatus,
  onError,
}: EngineOptions) => {
  // What follows a commit belongs to nobody's request: not to that of the function whose callback led to it.
  const outside = AsyncLocalStorage.snapshot();
  const locks = makeLocks();
  let isStopped = false;
  let refused = 0;

  const draftOf = (record: ExecutionRecord): Draft => {
    const { machine, role } = revision(record.revision);
    return new Draft(record, machine, role, surroundings);
  };

  const play = async <T>(draft: Draft, stimulus: Stimulus<T>): Promise<T | undefined> => {
    try {
      const value = await stimulus(draft);
      await interpret(draft);
      return value;
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error;
      return undefined;
    }
  };

  const tell = (record: ExecutionRecord): void => {
    try {
      onStatus(record);
    } catch (error) {
      // The commit is made: a listener cannot undo it.
      onError(error);
    }
  };

  const follow = (record: ExecutionRecord, before: ExecutionRecord | undefined, draft: Draft): void => {
    if (record.due !== null) alarm.arm(record.due);
    if (!isStopped) {
      for (const call of draft.calls.filter(isStillWanted(draft))) void clock.busy(makeCall(call));
      if (draft.runnable()) void clock.busy(insist(() => transition(record.id, () => Promise.resolve())));
    }
    if (record.status !== before?.status) tell(record);
  };

  /** What the disk refused is done as soon as the clock goes on: it stands still as long as nothing can be written. */
  const onceWritable = (work: () => Promise<unknown>): void => {
    refused += 1;
    clock.wakeAt('states-refused', String(refused), clock.now(), () => insist(work));
  };

  /** Work that nobody outside waits for: tried again when it fails, and left to the next start after that. */
  const insist = async (work: () => Promise<unknown>): Promise<void> => {
    for (let tries = 0; tries < mostTries && !isStopped; tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (error instanceof DiskRefusal) {
          onceWritable(work);
          return;
        }
        onError(error);
        await setTimeout(pauseBetweenTries * 2 ** tries);
      }
    }
  };

  const makeCall = async (call: PendingCall): Promise<void> => {
    const given = await invoke(call);
    await insist(() => transition(call.execution, answer(call.thread, call.attempt, given)));
  };

  /** One commit of one execution. @throws AwsError from the stimulus, with nothing changed */
  const transition = <T>(id: number, stimulus: Stimulus<T>): Promise<T | undefined> =>
    locks.run(id, async () => {
      for (let conflicts = 0; conflicts < mostConflicts; conflicts += 1) {
        const before = store.get(id);
        if (!before) throw new AwsError('ExecutionDoesNotExist', 'Execution Does Not Exist');
        const draft = draftOf(before);
        const value = await play(draft, stimulus);
        const record = draft.changed ? draft.finished() : before;
        if (draft.changed && !(await turns(() => store.save(record, before.seq, draft.events)))) continue;
        outside(follow, record, before, draft);
        return value;
      }
      throw new AwsError('ServiceUnavailable', 'The execution is changing too fast', { status: 503 });
    });

  const alarm = makeAlarm({
    clock,
    dueNow: store.dueNow,
    firstDue: store.firstDue,
    wake: async (id) => {
      await transition(id, timePassed);
    },
  });

  const fresh = (beginning: Beginning): ExecutionRecord => ({
    ...beginning,
    id: store.nextId(),
    status: 'RUNNING',
    seq: 0,
    events: 0,
    due: null,
    unsettled: false,
    started: clock.now(),
    stopped: null,
    redrives: 0,
    redriven: null,
    output: null,
    error: null,
    cause: null,
    threads: [],
  });

  const begin: Stimulus = (draft) => {
    const { input, record, machine, role } = draft;
    draft.append(0, 'ExecutionStarted', {
      input: record.input,
      roleArn: role,
      ...(record.version === null ? {} : { stateMachineVersionArn: record.version }),
      ...(record.alias === null ? {} : { stateMachineAliasArn: record.alias }),
    });
    const state = machine.flows.get('')?.start ?? '';
    draft.threads.set(0, newThread({ id: 0, parent: null, index: 0, flow: '', state, input, variables: {}, last: 0 }));
    return Promise.resolve();
  };

  return {
    transition,
    /**
     * Begins an execution: one commit takes it as far as it goes. `guard` runs inside that commit; what it answers
     * instead is answered, and nothing begins.
     */
    start: async (beginning: Beginning, guard: () => ExecutionRecord | undefined): Promise<ExecutionRecord> => {
      const draft = draftOf(fresh(beginning));
      await play(draft, begin);
      const record = draft.finished();
      const other = await turns(() => {
        const found = guard();
        if (!found) store.create(record, draft.events);
        return found;
      });
      if (!other) outside(follow, record, undefined, draft);
      return other ?? record;
    },
    /** Takes up what was under way when the process stopped. */
    resume: async (): Promise<void> => {
      for (let after = 0; ;) {
        const ids = store.unsettledAfter(after, pageSize);
        const last = ids.at(-1);
        if (last === undefined) break;
        await Promise.all(ids.map((id) => transition(id, takenUp)));
        after = last;
      }
      alarm.arm(store.firstDue());
    },
    /** Ends the commits under way; functions that still run are called again at the next start. */
    stop: async (): Promise<void> => {
      isStopped = true;
      alarm.stop();
      await locks.settled();
    },
  };
};
