import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import type { Preferences, RequestOf, Route } from '../api/route.ts';
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

/** `Prefer` (RFC 7240): seconds of `wait`, at most 20 and 0 where it is absent, and `return=minimal`. */
const preferencesOf = (event: HttpEvent): Preferences => {
  const prefer = headerOf(event, 'Prefer') ?? '';
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec(prefer)?.[1];
  const isMinimal = /(?:^|[,;\s])return\s*=\s*"?minimal\b/i.test(prefer);
  return { wait: Math.min(longestWait, Number(seconds ?? 0)), isMinimal };
};

const noPreferences: Preferences = { wait: 0, isMinimal: false };

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
  const sub: unknown = authorizer?.jwt.claims['sub'];
  return typeof sub === 'string' ? sub : '';
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
    prefers: headers.includes('Prefer') ? preferencesOf(event) : noPreferences,
  };
  return request as RequestOf<R>;
};
