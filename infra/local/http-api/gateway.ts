import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { HttpAnswer, IncomingRequest } from '../http/request.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Outcome } from '../lambda/invocation.ts';
import { answerOf, gatewayAnswer, serverError, unavailable } from './answer.ts';
import type { ApiModel, RouteTarget } from './api-model.ts';
import type { Authorize, Verified } from './authorizer.ts';
import { corsHeaders, preflight } from './cors.ts';
import { httpEvent } from './event.ts';
import { makeRouter, type Match } from './routes.ts';

/** Bytes of a request's body, as API Gateway allows. */
export const maxBodyBytes = 10 * 1024 * 1024;

/** Its answer to more. */
export const tooLarge = gatewayAnswer(413, 'Request Entity Too Large');

type Deps = {
  readonly model: ApiModel;
  readonly account: string;
  readonly now: () => number;
  readonly functions: Pick<Functions, 'invoke'>;
  readonly authorize: Authorize;
};

/** Waits no longer than the integration may take; the function goes on, as on AWS. */
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The HTTP API of the template: routes, authorizer, CORS and API Gateway's own answers. A body is received only once its
 * sender may pass.
 */
export const makeGateway = ({ model, account, now, functions, authorize }: Deps) => {
  const route = makeRouter(model.routes);

  /** A body that the gateway takes may still be more than Lambda does. */
  const invoked = async (functionArn: string, event: object): Promise<Outcome | 'too-large'> => {
    try {
      return await functions.invoke(functionArn, event);
    } catch (error) {
      if (error instanceof AwsError && error.status === 413) return 'too-large';
      throw error;
    }
  };

  const call = async (
    request: IncomingRequest,
    { route: { key, target }, pathParameters }: Match<RouteTarget>,
    requestId: string,
    token: Verified | undefined,
  ): Promise<HttpAnswer> => {
    const event = httpEvent(await request.receive(), {
      account,
      apiId: model.apiId,
      requestId,
      routeKey: key,
      pathParameters,
      stageVariables: model.stageVariables,
      jwt: token && { claims: token.claims, scopes: target.jwt?.scopes.length ? token.scopes : null },
      now: now(),
    });
    const outcome = await within(target.timeout, invoked(target.functionArn, event));
    if (outcome === 'too-large') return tooLarge;
    if (!outcome) return unavailable;
    return outcome.ok ? answerOf(outcome.value) : serverError;
  };

  const answer = async (request: IncomingRequest, requestId: string): Promise<HttpAnswer> => {
    const match = route(request.method, request.path);
    if (!match) return gatewayAnswer(404, 'Not Found');
    const { jwt } = match.route.target;
    const token = jwt && (await authorize(jwt, request.headers['authorization']));
    if (token && 'refused' in token) {
      return token.refused === 401
        ? gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': token.reason })
        : gatewayAnswer(403, 'Forbidden', { 'www-authenticate': token.reason });
    }
    return call(request, match, requestId, token);
  };

  return async (request: IncomingRequest): Promise<HttpAnswer> => {
    const early = preflight(model.cors, request);
    if (early) return early;
    const requestId = randomUUID();
    const { headers, ...rest } = await answer(request, requestId);
    return { ...rest, headers: { ...headers, ...corsHeaders(model.cors, request), 'apigw-requestid': requestId } };
  };
};
