import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod';
import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import type { RequestOf, Route } from '../api/route.ts';
import { digest } from '../cases/digest.ts';
import type { IdempotencyKey } from '../cases/idempotency.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const longestWait = 20;
const longestKey = 255;

const headerOf = ({ headers }: HttpEvent, name: string): string | undefined => headers[name.toLowerCase()];

const bodyOf = ({ body, isBase64Encoded }: HttpEvent): unknown => {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProblemError('malformed-json');
  }
};

/** The version in `If-Match: "7"`; weak tags and a bare number are read too. @throws ProblemError */
const versionOf = (event: HttpEvent): number => {
  const value = headerOf(event, 'If-Match');
  if (value === undefined) throw new ProblemError('if-match-required');
  const version = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(value)?.[1];
  if (version === undefined) throw new ProblemError('bad-header');
  return Number(version);
};

/** Seconds of `Prefer: wait=N` (RFC 7240), at most 20; 0 where it is absent. */
const waitOf = (event: HttpEvent): number => {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec(headerOf(event, 'Prefer') ?? '')?.[1];
  return Math.min(longestWait, Number(seconds ?? 0));
};

/**
 * Who asks what under which key, and a digest of the request's target and body. The key, which is kept nowhere, is part
 * of the digest: without it nobody can try whether a name was sent. @throws ProblemError `bad-header` */
const keyOf = (event: HttpEvent, sub: string, body: unknown): IdempotencyKey | undefined => {
  const key = headerOf(event, 'Idempotency-Key');
  if (key === undefined) return undefined;
  if (key.length === 0 || key.length > longestKey) throw new ProblemError('bad-header');
  return { hash: digest([sub, event.routeKey, key]), fingerprint: digest([key, event.rawPath, body]) };
};

const subOf = ({ requestContext }: HttpEvent): string => {
  // A public route has no authorizer, whatever the type says.
  const { authorizer } = requestContext as Partial<HttpEvent['requestContext']>;
  return z.string().catch('').parse(authorizer?.jwt.claims['sub']);
};

const paramsOf = (route: Route, event: HttpEvent): unknown => {
  const result = route.params?.safeParse(event.pathParameters ?? {});
  // An id that cannot be is an id that is not there.
  if (result?.success === false) throw new ProblemError('not-found');
  return result?.data;
};

/** Reads what a route's function receives. @throws ProblemError for whatever cannot be read */
export const readRequest = <R extends Route>(route: R, event: HttpEvent): RequestOf<R> => {
  const headers = route.headers ?? [];
  const sub = subOf(event);
  const body = route.body && bodyOf(event);
  const request = {
    sub,
    params: paramsOf(route, event),
    query: route.query && parse(route.query, event.queryStringParameters ?? {}),
    body: route.body && parse(route.body, body),
    version: headers.includes('If-Match') ? versionOf(event) : 0,
    key: headers.includes('Idempotency-Key') ? keyOf(event, sub, body) : undefined,
    wait: headers.includes('Prefer') ? waitOf(event) : 0,
  };
  return request as RequestOf<R>;
};
