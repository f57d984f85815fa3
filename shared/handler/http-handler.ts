import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toJson } from '../api/json.ts';
import { ProblemError, toProblem } from '../api/problem.ts';
import type { Reply, RequestOf, Route } from '../api/route.ts';
import { securityHeaders } from '../api/security-headers.ts';
import { isPassing } from '../aws/no-room.ts';
import { preferredLanguage } from '../i18n/preferred-language.ts';
import { callerOf, onBehalfOf } from './caller.ts';
import { claimsOf, readRequest, type HttpEvent } from './http-request.ts';
import { makeFailureLog, makeUnavailableLog, type LogFailure } from './log.ts';

/** One route and the function that serves it. */
type Served = { readonly routeKey: string; readonly serve: (event: HttpEvent) => Promise<Reply> };

const json = ({ status, body, headers }: Reply, type = 'application/json'): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...securityHeaders, 'content-type': `${type}; charset=utf-8`, ...headers },
  body: toJson(body),
});

/** Binds a route to its function. */
export const serve = <R extends Route>(route: R, run: (request: RequestOf<R>) => Promise<Reply>): Served => ({
  routeKey: `${route.method} ${route.path}`,
  serve: async (event) => {
    const caller = callerOf(claimsOf(event));
    return onBehalfOf(caller, async () => run(readRequest(route, event, caller)));
  },
});

/** Seconds after which a 503 is over, so that the client repeats what it asked. */
const busySeconds = 2;

/** What else a refusal says in its headers. */
const headersOf = ({ code, retryAfterSeconds }: ProblemError, status: number): Readonly<Record<string, string>> => {
  const seconds = retryAfterSeconds ?? (status === 503 ? busySeconds : undefined);
  return {
    ...(code === 'token-refused' && { 'www-authenticate': 'Bearer error="invalid_token"' }),
    ...(seconds !== undefined && { 'retry-after': String(seconds) }),
  };
};

type Logs = { readonly failure: LogFailure; readonly unavailable: LogFailure };

/** What the caller is told of an error: a refusal as it is, and of everything else only whether it may pass. */
const problemOf = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  return new ProblemError(isPassing(error) ? 'unavailable' : 'internal-error');
};

const problemsAsAnswers = (logs: Logs): middy.MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const { error, event, context } = request;
    const told = problemOf(error);
    if (told.code === 'unavailable') logs.unavailable(context, event, error);
    else if (told !== error) logs.failure(context, event, error);
    const problem = toProblem(told, preferredLanguage(event.headers['accept-language']));
    const headers = headersOf(told, problem.status);
    request.response = json({ status: problem.status, body: problem, headers }, 'application/problem+json');
  },
});

/** The one middy stack of the HTTP functions: finds the route, reads the request, answers problems in the caller's language. */
export const httpHandler = (...routes: readonly Served[]) =>
  middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(problemsAsAnswers({ failure: makeFailureLog(), unavailable: makeUnavailableLog() }))
    .handler(async (event) => {
      const route = routes.find(({ routeKey }) => routeKey === event.routeKey);
      if (!route) throw new ProblemError('not-found');
      return json(await route.serve(event));
    });
