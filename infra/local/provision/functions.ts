import type { Clock } from '../clock/clock.ts';
import { functionSpec } from '../lambda/function-spec.ts';
import { makeFunctions, type Functions } from '../lambda/functions.ts';
import { makeHandlerLoader, type HandlerLoader, type Host } from '../lambda/load-handler.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly assets: ReadonlyMap<string, string>;
  readonly region: string;
  readonly clock: Clock;
  readonly host: Host;
  readonly onError: (error: unknown) => void;
};

/**
 * The functions of the template, none of them imported yet.
 * @throws RuntimeRefusal when the code of one is missing.
 */
export const provisionFunctions = ({
  template,
  assets,
  region,
  clock,
  host,
  onError,
}: Deps): { readonly functions: Functions; readonly loader: HandlerLoader } => {
  const specs = template.ofType('AWS::Lambda::Function').map((resource) => functionSpec(resource, assets));
  const retries = template
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map(
      ({ properties }) =>
        [String(properties['FunctionName']), Number(properties['MaximumRetryAttempts'] ?? 2)] as const,
    );
  const loader = makeHandlerLoader(region, host);
  return { loader, functions: makeFunctions({ specs, loader, clock, retries: new Map(retries), onError }) };
};
