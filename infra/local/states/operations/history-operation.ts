import * as z from 'zod';

import type { ExecutionRecord, ExecutionStore, StoredEvent } from '../store/executions.ts';
import { operation, page, paging, seconds } from './request.ts';

const request = z.object({
  executionArn: z.string(),
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...paging,
});

/** Members that hold what people put into an execution. */
const data = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** Under which member of a history event AWS puts the details of a type. */
const memberOf = (type: string): string => {
  const shared = /State(Entered|Exited)$/.exec(type)?.[1];
  if (shared) return `state${shared}EventDetails`;
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};

const detailsOf = (
  details: Readonly<Record<string, unknown>>,
  withData: boolean,
): Readonly<Record<string, unknown>> => {
  const kept = Object.entries(details).filter(([name]) => withData || !data.has(name));
  const notes = kept.flatMap(([name]): [string, unknown][] =>
    name === 'input' || name === 'output' || name === 'assignedVariables'
      ? [[`${name}Details`, { truncated: false }]]
      : [],
  );
  return Object.fromEntries([...kept, ...notes]);
};

const eventOf = (id: number, [type, previousEventId, at, details]: StoredEvent, withData: boolean) => ({
  timestamp: seconds(at),
  type,
  id,
  previousEventId,
  ...(details ? { [memberOf(type)]: detailsOf(details, withData) } : {}),
});

/** GetExecutionHistory. */
export const historyOperation = (executions: ExecutionStore, find: (executionArn: string) => ExecutionRecord) =>
  operation(request, ({ executionArn, reverseOrder: reverse, includeExecutionData, ...rest }) => {
    const { id, events: last } = find(executionArn);
    const { items, ...next } = page(
      rest,
      z.int(),
      reverse ? last : 1,
      (from, limit) => executions.events(id, { from, limit, reverse }),
      (event) => event.id + (reverse ? -1 : 1),
    );
    return { events: items.map(({ id: number, event }) => eventOf(number, event, includeExecutionData)), ...next };
  });
