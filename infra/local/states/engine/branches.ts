import type { MapState, ParallelState } from '../definition/machine.ts';
import type { Json } from '../json.ts';
import type { Draft } from './draft.ts';
import { evaluate, evaluateCount, evaluationFailure, scopeOf } from './scope.ts';
import type { Branching, Thread } from './thread.ts';

const branching = (of: Pick<Branching, 'items' | 'next' | 'total' | 'concurrency' | 'after'>): Branching => ({
  is: 'branching',
  ready: true,
  results: {},
  ...of,
});

/** An inline Map runs no more at once. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const mostIterations = 40;

type Branch = Pick<Thread, 'flow' | 'index' | 'input'> & Partial<Pick<Thread, 'item' | 'silent'>>;

const begin = (draft: Draft, parent: Thread, branch: Branch): Thread =>
  draft.add({
    item: parent.item,
    silent: parent.silent,
    ...branch,
    parent: parent.id,
    state: draft.machine.flows.get(branch.flow)?.start ?? '',
    variables: parent.variables,
    last: parent.last,
  });

/** Starts a Parallel state: one thread a branch. @throws StateFailure */
export const fork = async (draft: Draft, thread: Thread, state: ParallelState): Promise<void> => {
  const input = state.arguments ? await evaluate(thread, state.arguments, scopeOf(draft, thread)) : thread.input;
  const after = draft.log(thread, 'ParallelStateStarted');
  const total = state.branches.length;
  thread.phase = { ...branching({ items: [], next: total, total, concurrency: total, after }), ready: false };
  for (const [index, flow] of state.branches.entries()) begin(draft, thread, { flow, index, input });
};

const itemsOf = async (draft: Draft, thread: Thread, state: MapState): Promise<readonly Json[]> => {
  const items = state.items ? await evaluate(thread, state.items, scopeOf(draft, thread)) : thread.input;
  if (Array.isArray(items)) return items as readonly Json[];
  throw evaluationFailure(thread, `Map state input must be an array but was: ${JSON.stringify(items)}`);
};

/** Starts a Map state; its iterations begin as its concurrency allows. @throws StateFailure */
export const spread = async (draft: Draft, thread: Thread, state: MapState): Promise<void> => {
  const scope = scopeOf(draft, thread);
  const limit = (field: keyof MapState['limits'], most?: number) =>
    evaluateCount(thread, state.limits[field], scope, { field, least: 0, ...(most === undefined ? {} : { most }) });
  const concurrency = await limit('MaxConcurrency');
  await limit('ToleratedFailureCount');
  await limit('ToleratedFailurePercentage', 100);
  const items = await itemsOf(draft, thread, state);
  draft.log(thread, 'MapStateStarted', { length: items.length });
  if (state.distributed) draft.log(thread, 'MapRunStarted');
  const total = items.length;
  const open = Math.min(concurrency === undefined || concurrency === 0 ? total : concurrency, mostIterations);
  thread.phase = branching({ items, next: 0, total, concurrency: open, after: thread.last });
};

const iterate = async (
  draft: Draft,
  thread: Thread,
  state: MapState,
  phase: Branching,
  index: number,
): Promise<void> => {
  const item = { Index: index, Value: phase.items[index] ?? null };
  const scope = scopeOf(draft, { ...thread, item });
  const input = state.itemSelector ? await evaluate(thread, state.itemSelector, scope) : item.Value;
  const iteration = begin(
    draft,
    { ...thread, last: phase.after },
    {
      flow: state.processor,
      index,
      input,
      item,
      silent: (state.distributed || thread.silent) ?? false,
    },
  );
  draft.log(iteration, 'MapIterationStarted', { name: state.name, index });
};

/** Begins the iterations that there is room for. The state's result once every branch has ended. @throws StateFailure */
export const join = async (
  draft: Draft,
  thread: Thread,
  state: ParallelState | MapState,
  phase: Branching,
): Promise<{ readonly result: Json } | undefined> => {
  let { next } = phase;
  let live = [...draft.threads.values()].filter(({ parent }) => parent === thread.id).length;
  for (; state.type === 'Map' && next < phase.total && live < phase.concurrency; next += 1, live += 1) {
    await iterate(draft, thread, state, phase, next);
  }
  thread.phase = { ...phase, next, ready: false };
  draft.changed = true;
  if (live > 0) return undefined;
  if (state.type === 'Map' && state.distributed) draft.log(thread, 'MapRunSucceeded');
  // AWS counts what follows from the last event before this one.
  if (!thread.silent) draft.append(thread.last, `${state.type}StateSucceeded`);
  return { result: Array.from({ length: phase.total }, (_, index) => phase.results[index] ?? null) };
};

/** A branch has ended well: its output waits with its parent. */
export const joined = (draft: Draft, thread: Thread, output: Json): void => {
  const parent = parentOf(draft, thread);
  if (parent?.phase.is !== 'branching') return;
  const state = draft.stateOf(parent);
  const after = thread.last;
  parent.phase = { ...parent.phase, ready: true, after, results: { ...parent.phase.results, [thread.index]: output } };
  parent.last =
    state.type === 'Map'
      ? draft.log(thread, 'MapIterationSucceeded', { name: state.name, index: thread.index })
      : after;
  draft.threads.delete(thread.id);
};

/** A branch has failed: its parent's other branches end with it. Answers the parent, whose state has failed. */
export const abandoned = (draft: Draft, thread: Thread): Thread | undefined => {
  const parent = parentOf(draft, thread);
  if (!parent) return undefined;
  const state = draft.stateOf(parent);
  if (state.type === 'Map') draft.log(thread, 'MapIterationFailed', { name: state.name, index: thread.index });
  parent.last = thread.last;
  draft.prune(parent);
  return parent;
};

const parentOf = (draft: Draft, { parent }: Thread): Thread | undefined =>
  parent === null ? undefined : draft.threads.get(parent);
