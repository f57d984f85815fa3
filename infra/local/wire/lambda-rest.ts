import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { AwsAnswer, AwsRequest, Endpoint } from '../aws/dispatch.ts';
import type { Guard } from '../iam/guard.ts';
import type { Functions } from '../lambda/functions.ts';

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

const eventIn = (body: string): unknown => {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
  }
};

const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
  body,
});

type Deps = { readonly functions: Functions; readonly guard: Guard };

const call = async ({ functions, guard }: Deps, name: string, request: AwsRequest): Promise<AwsAnswer> => {
  const { headers, body, caller } = request;
  const found = functions.find(name);
  guard.check(caller, () => [{ action: 'lambda:InvokeFunction', resource: found?.arn ?? name }]);
  if (!found) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, { status: 404 });
  }
  const event = eventIn(body);
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') return answer(204, '');
  if (type === 'Event') {
    functions.invokeLater(name, event);
    return answer(202, '');
  }
  const outcome = await functions.invoke(name, event);
  const version = { 'x-amz-executed-version': '$LATEST' };
  return outcome.ok
    ? answer(200, JSON.stringify(outcome.value), version)
    : answer(200, JSON.stringify(outcome.error), { ...version, 'x-amz-function-error': outcome.functionError });
};

/** Lambda's own REST operation Invoke. */
export const lambdaRest =
  (deps: Deps): Endpoint =>
  (request) => {
    const [, name] = path.exec(request.path) ?? [];
    return name === undefined || request.method !== 'POST' ? undefined : call(deps, decodeURIComponent(name), request);
  };
