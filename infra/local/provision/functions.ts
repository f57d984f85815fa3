import type { Clock } from '../clock/clock.ts';
import { functionSpec } from '../lambda/function-spec.ts';
import { makeFunctions, type Functions } from '../lambda/functions.ts';
import type { Invoker } from '../lambda/invoker.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly assets: ReadonlyMap<string, string>;
  readonly clock: Clock;
  readonly invoker: Invoker;
  readonly onError: (error: unknown) => void;
};

/**
 * The functions of the template, none of them run yet.
 * @throws RuntimeRefusal when the code of one is missing.
 */
export const provisionFunctions = ({ template, assets, clock, invoker, onError }: Deps): Functions => {
  const specs = template.ofType('AWS::Lambda::Function').map((resource) => functionSpec(resource, assets));
  const retries = template
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map(
      ({ properties }) =>
        [String(properties['FunctionName']), Number(properties['MaximumRetryAttempts'] ?? 2)] as const,
    );
  return makeFunctions({ specs, invoker, clock, retries: new Map(retries), onError });
};
