import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { ChoiceState, Rule, State, StateMachine, TaskState } from './state-machine.ts';

const $ = (expression: string) => `{% ${expression} %}`;
const from = (path: string) => $(`$states.${path}`);
const outcomeStateOf = (step: string) => `${step}: outcome`;
const stateOf = (to: string) => (to === 'end' ? 'close-case' : to);

/** What the execution knows of a case: opaque ids, and how many steps it has opened. */
const ids = { contract: 1, caseId: $('$caseId'), generation: $('$generation'), visit: $('$visit') };

/** A function that fails is tried for more than an hour: its failure is never the person's. */
const Retry = [
  {
    ErrorEquals: ['States.TaskFailed'],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: 20,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
];

/** Opens a step, or finds it open, and waits for its outcome. It has no timeout: that would span the person's wait. */
const waitFor = (step: string, title: Text, Output: TaskState['Output'], Next: string): TaskState => ({
  Type: 'Task',
  Comment: `${title.fr} / ${title.en}`,
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: {
    FunctionName: '${OpenStepFunctionArn}',
    Payload: {
      ...ids,
      step,
      token: from('context.Task.Token'),
      order: {
        redrive: from('context.Execution.RedriveCount'),
        entered: from('context.State.EnteredTime'),
        retry: from('context.State.RetryCount'),
      },
    },
  },
  Retry,
  // A visit is a step opened once. Its number travels in the execution, so that a retry carries the same one.
  Assign: { visit: $('$visit + 1') },
  Output,
  Next,
});

type Way = { readonly name: string; readonly to: string };

/** One rule for each state that outcomes lead to. */
const rulesFor = (ways: readonly Way[]): readonly Rule[] =>
  [...Map.groupBy(ways, ({ to }) => to)].map(([to, group]) => ({
    Condition: $(`$states.input.outcome in [${group.map(({ name }) => `"${name}"`).join(', ')}]`),
    Next: stateOf(to),
  }));

const choose = (Choices: readonly Rule[]): ChoiceState => ({ Type: 'Choice', Choices, Default: 'unknown-outcome' });

const waysOf = (edges: Readonly<Record<string, { readonly to: string }>>): readonly Way[] =>
  Object.entries(edges).map(([name, { to }]) => ({ name, to }));

type States = StateMachine['States'];

/** The two states of each step. */
const stepStates = (pathway: Pathway, interruptions: readonly Way[]): States =>
  Object.fromEntries(
    Object.entries(pathway.steps).flatMap(([id, step]): [string, State][] => [
      [id, waitFor(id, step.title, { outcome: from('result.outcome') }, outcomeStateOf(id))],
      [outcomeStateOf(id), choose(rulesFor([...waysOf(step.outcomes), ...interruptions]))],
    ]),
  );

/** Waits for the end of a suspension, and enters again where it is told to. */
const suspended = (title: Text): TaskState =>
  waitFor(
    'suspended',
    title,
    {
      outcome: from('result.outcome'),
      resumeAt: $('$exists($states.result.resumeAt) ? $states.result.resumeAt : ""'),
    },
    'enter',
  );

const ending: States = {
  'close-case': {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: '${CloseCaseFunctionArn}', Payload: ids },
    Retry,
    Output: { caseId: $('$caseId') },
    Next: 'closed',
  },
  closed: { Type: 'Succeed' },
  superseded: { Type: 'Succeed' },
  'unknown-outcome': { Type: 'Fail', Error: 'unknown-outcome' },
};

const start: State = {
  Type: 'Pass',
  Assign: { caseId: from('input.caseId'), generation: from('input.generation'), visit: from('input.visit') },
  Next: 'enter',
};

/**
 * Compiles a pathway to Amazon States Language in JSONata. Pure: the same pathway gives the same bytes. A step is a Task that
 * waits and a Choice on the outcome; start, roll-over, migration, re-opening and the end of a suspension all come in by `enter`.
 */
export const compileToAsl = (pathway: Pathway): StateMachine => {
  const interruptions: readonly Way[] = [...waysOf(pathway.interruptions), { name: 'superseded', to: 'superseded' }];
  const entries = [...Object.keys(pathway.steps), 'suspended'].map((id): Rule => ({
    Condition: $(`$states.input.resumeAt = "${id}"`),
    Next: id,
  }));
  return {
    Comment: `${pathway.name} v${pathway.version}`,
    QueryLanguage: 'JSONata',
    StartAt: 'start',
    States: {
      start,
      enter: choose([...rulesFor(interruptions), ...entries]),
      ...stepStates(pathway, interruptions),
      suspended: suspended(pathway.interruptions.suspend.title),
      ...ending,
    },
  };
};
