import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod';
import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import { readJson } from '../api/read-json.ts';
import { cursorSchema, headerSchemas } from '../api/request-bounds.ts';
import {
  usualBodyBytes,
  type Preferences,
  type ProtocolHeader,
  type RequestOf,
  type Route,
  type Sent,
} from '../api/route.ts';
import { digest } from '../cases/digest.ts';
import type { IdempotencyKey } from '../cases/idempotency.ts';
import { callerOf, type Caller } from './caller.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const longestWait = 20;

/** A header as its bounds have it. @throws ProblemError `bad-header` */
const headerOf = ({ headers }: HttpEvent, name: ProtocolHeader): string | undefined => {
  const value = headers[name.toLowerCase()];
  if (value !== undefined && !headerSchemas[name].safeParse(value).success) throw new ProblemError('bad-header');
  return value;
};

/** The body as text. @throws ProblemError `body-too-large`, by its size alone: it is looked into only later */
const bodyOf = ({ maxBodyBytes = usualBodyBytes }: Route, { body = '', isBase64Encoded }: HttpEvent): string => {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBodyBytes) throw new ProblemError('body-too-large');
  return isBase64Encoded ? bytes.toString('utf8') : body;
};

/** Does something once, when it is first asked for; what it throws is thrown again. */
const once = <T>(make: () => T): Sent<T> => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The version in `If-Match: "7"`; weak tags and a bare number are read too. @throws ProblemError */
const versionOf = (event: HttpEvent): number => {
  const value = headerOf(event, 'If-Match');
  if (value === undefined) throw new ProblemError('if-match-required');
  return Number(/\d+/.exec(value)?.[0]);
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
const keyOf = (event: HttpEvent, sub: string, body: Sent<unknown>): IdempotencyKey | undefined => {
  const key = headerOf(event, 'Idempotency-Key');
  if (key === undefined) return undefined;
  return {
    hash: digest([sub, event.routeKey, key]),
    get fingerprint() {
      return digest([key, event.rawPath, body()]);
    },
  };
};

/** The claims that the gateway verified; a public route has no authorizer, whatever the type says. */
export const claimsOf = ({ requestContext }: HttpEvent): Readonly<Record<string, unknown>> | undefined =>
  (requestContext as Partial<HttpEvent['requestContext']>).authorizer?.jwt.claims;

const paramsOf = (route: Route, event: HttpEvent): unknown => {
  const result = route.params?.safeParse(event.pathParameters ?? {});
  // An id that cannot be is an id that is not there.
  if (result?.success === false) throw new ProblemError('not-found');
  return result?.data;
};

/** The query, of which only what the route names may be there: what is misspelt is not passed over. @throws ProblemError */
const queryOf = ({ query }: Route, { queryStringParameters = {} }: HttpEvent): unknown => {
  const { cursor } = queryStringParameters;
  const isBadCursor = query && 'cursor' in query.shape && !cursorSchema.optional().safeParse(cursor).success;
  if (isBadCursor) throw new ProblemError('bad-cursor');
  const parsed = parse((query ?? z.object({})).strict(), queryStringParameters);
  return query && parsed;
};

/**
 * Reads what a route's function receives: of the body its size only, until somebody asks for it.
 * @throws ProblemError for whatever cannot be read
 */
export const readRequest = <R extends Route>(
  route: R,
  event: HttpEvent,
  { sub, session }: Caller = callerOf(claimsOf(event)),
): RequestOf<R> => {
  const headers = route.headers ?? [];
  const text = route.body && bodyOf(route, event);
  const body = once(() => (text === undefined ? undefined : readJson(text)));
  const request = {
    sub,
    session,
    params: paramsOf(route, event),
    query: queryOf(route, event),
    body: once(() => route.body && parse(route.body, body())),
    version: headers.includes('If-Match') ? versionOf(event) : 0,
    key: headers.includes('Idempotency-Key') ? keyOf(event, sub, body) : undefined,
    prefers: headers.includes('Prefer') ? preferencesOf(event) : noPreferences,
  };
  return request as RequestOf<R>;
};
