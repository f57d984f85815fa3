import * as z from 'zod';
import type { Route } from '../../../shared/api/route.ts';
import { subOf } from '../system.ts';
import type { Invoke } from './every-grant.ts';

type Asking = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

const replySchema = z.object({ statusCode: z.int(), body: z.string() });

/** Calls a function as the HTTP API would for this person. Answers with what was not done, if the status is another. */
export const ask = async (
  invoke: Invoke,
  user: string,
  route: Route,
  wanted: number,
  { params = {}, query, body, headers = {} }: Asking = {},
): Promise<string | undefined> => {
  const outcome = await invoke({
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: route.path,
    rawQueryString: '',
    ...(query && { queryStringParameters: query }),
    headers,
    pathParameters: params,
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { authorizer: { jwt: { claims: { sub: subOf(user) }, scopes: null } } },
  });
  if (!outcome.ok) return outcome.error.errorType;
  const { statusCode, body: said } = replySchema.parse(outcome.value);
  return statusCode === wanted ? undefined : `${route.method} ${route.path} answered ${statusCode} ${said}`;
};
