import type { WaitAnswer, Delivery } from '../../../shared/conductor/callbacks.ts';
import type { Standing } from '../../../shared/conductor/executions.ts';
import type { Start } from '../../../shared/conductor/starts.ts';
import type { OpenStep } from '../../../shared/cases/open-step.ts';
import { choicesOf } from '../../../shared/domain/case/complete.ts';
import { isInterruption } from '../../../shared/domain/case/lead.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';

type Status = 'running' | 'succeeded' | 'failed' | 'aborted';

/** A token that was handed out: one per attempt of a wait. */
export type Question = { readonly execution: string; readonly command: OpenStep };
export type Ending = { readonly execution: string; readonly caseId: string; readonly generation: string };

type Execution = {
  readonly name: string;
  readonly start: Start;
  status: Status;
  /** A step, `suspended`, or `close-case`. */
  at: string;
  /** The visit that the next step opens. */
  visit: number;
  redrive: number;
  entered: number;
  retry: number;
  /** The only token that a success is accepted for. */
  alive: string | undefined;
  /** Whether the function has been called with what the execution asks now, and has returned. */
  asked: boolean;
};

/**
 * Step Functions as the protocol sees it, every move of it in the test's hand: executions of a pathway, tokens that die
 * with their attempt, starts that are idempotent by name. What a Choice does is the pathway's own data.
 */
export const makeStepFunctions = (pathway: Pathway) => {
  const executions = new Map<string, Execution>();
  const tokens = new Map<string, string>();
  const endings: string[] = [];
  let serial = 0;

  const nextToken = (execution: Execution): void => {
    serial += 1;
    execution.alive = `token-${serial}`;
    execution.asked = false;
    tokens.set(execution.alive, execution.name);
  };

  const end = (execution: Execution, status: Status): void => {
    execution.status = status;
    execution.alive = undefined;
    endings.push(execution.name);
  };

  const enter = (execution: Execution, to: string): void => {
    if (to === 'superseded') {
      end(execution, 'succeeded');
      return;
    }
    serial += 1;
    execution.entered = serial;
    execution.retry = 0;
    execution.at = to === 'end' ? 'close-case' : to;
    nextToken(execution);
  };

  const leadsTo = (at: string, { outcome, resumeAt }: WaitAnswer): string | undefined => {
    if (outcome === 'superseded') return 'superseded';
    if (isInterruption(outcome)) return pathway.interruptions[outcome].to;
    return at === 'suspended' ? resumeAt : choicesOf(pathway, at).find(({ name }) => name === outcome)?.outcome.to;
  };

  const find = (name: string): Execution => {
    const execution = executions.get(name);
    if (!execution) throw new Error(`no execution ${name}`);
    return execution;
  };

  const running = () => [...executions.values()].filter(({ status }) => status === 'running');

  const commandOf = ({ start, at, visit, redrive, entered, retry, alive }: Execution): OpenStep => ({
    contract: 1,
    caseId: start.caseId,
    generation: start.generation,
    step: at,
    visit,
    token: alive ?? '',
    order: { redrive, entered: String(entered).padStart(9, '0'), retry },
  });

  return {
    /** The port of starts: the same name again changes nothing, running or not. */
    start: async (start: Start): Promise<void> => {
      const name = `${start.caseId}-${start.generation}`;
      const known = executions.get(name);
      if (known) {
        if (JSON.stringify(known.start) !== JSON.stringify(start)) throw new Error('a start was rebuilt differently');
        return;
      }
      const execution: Execution = {
        ...{ name, start, status: 'running', at: '', visit: start.visit, redrive: 0, entered: 0, retry: 0 },
        ...{ alive: undefined, asked: false },
      };
      executions.set(name, execution);
      enter(execution, start.resumeAt);
    },

    /** The port of callbacks: only the newest token of a wait is alive. */
    callBack: async (token: string, answer: WaitAnswer): Promise<Delivery> => {
      const name = tokens.get(token);
      const execution = name === undefined ? undefined : executions.get(name);
      if (execution?.alive !== token || execution.at === 'close-case') return 'unknown';
      const to = leadsTo(execution.at, answer);
      execution.visit += 1;
      if (to === undefined) end(execution, 'failed');
      else enter(execution, to);
      return 'delivered';
    },

    /** The port of executions. */
    standing: async ({ name }: { readonly name: string }): Promise<Standing> => {
      const execution = executions.get(name);
      if (!execution) return 'absent';
      return execution.status === 'running' ? 'running' : 'ended';
    },

    /** What executions ask now and no function has answered. */
    questions: (): readonly Question[] =>
      running()
        .filter(({ at, asked }) => at !== 'close-case' && !asked)
        .map((execution) => ({ execution: execution.name, command: commandOf(execution) })),

    /** Executions that have come to `close-case`. */
    endings: (): readonly Ending[] =>
      running()
        .filter(({ at }) => at === 'close-case')
        .map(({ name, start: { caseId, generation } }) => ({ execution: name, caseId, generation })),

    /** The function returned: the execution waits, or has long moved on. */
    returned: ({ execution, command }: Question): void => {
      const found = find(execution);
      if (found.alive === command.token) found.asked = true;
    },

    /** The function failed: the attempt's token dies, and the retry carries a new one. */
    failed: ({ execution, command }: Question): void => {
      const found = find(execution);
      if (found.alive !== command.token) return;
      found.retry += 1;
      nextToken(found);
    },

    /** `close-case` returned. */
    closed: ({ execution }: Ending): void => {
      const found = find(execution);
      if (found.status === 'running' && found.at === 'close-case') end(found, 'succeeded');
    },

    /** An operator stops it, or AWS gives up on it. */
    stop: (execution: string, status: 'failed' | 'aborted' = 'aborted'): void => {
      const found = find(execution);
      if (found.status === 'running') end(found, status);
    },

    /** AWS's own redrive: the same execution goes on at the state where it ended, with a new token. */
    redrive: (execution: string): void => {
      const found = find(execution);
      if (found.status !== 'failed' && found.status !== 'aborted') return;
      found.status = 'running';
      found.redrive += 1;
      enter(found, found.at === 'close-case' ? 'end' : found.at);
    },

    statusOf: (execution: string): Status | undefined => executions.get(execution)?.status,
    names: (): readonly string[] => [...executions.keys()],
    running: (): readonly string[] => running().map(({ name }) => name),
  };
};
