import { makeEventBus, type Occurrence } from '../events/rules.ts';
import type { Functions } from '../lambda/functions.ts';
import type { ExecutionStatusChange } from '../states/states.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly functions: Functions;
  readonly region: string;
  readonly account: string;
  readonly now: () => number;
};

/** The event of https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const occurrence = (detail: ExecutionStatusChange): Occurrence => ({
  source: 'aws.states',
  detailType: 'Step Functions Execution Status Change',
  resources: [detail.executionArn],
  detail,
});

/** What is told to the rules of the template. */
export type Events = {
  readonly emit: (event: Occurrence) => void;
  readonly onStatusChange: (detail: ExecutionStatusChange) => void;
};

/**
 * The default event bus with the rules of the template.
 * @throws RuntimeRefusal when a rule has no local life.
 */
export const provisionEvents = ({ template, ...deps }: Deps): Events => {
  const emit = makeEventBus({ rules: template.ofType('AWS::Events::Rule'), ...deps });
  return {
    emit,
    onStatusChange: (detail) => {
      emit(occurrence(detail));
    },
  };
};
