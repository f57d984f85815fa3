import type * as z from 'zod';
import type { Action } from '../access/matrix.ts';
import type { Text } from '../domain/text.ts';
import type { ProblemCode } from './problem.ts';

/** What a function needs to reach; its grants and environment in the template follow from these, and nothing else. */
export type Capability =
  | 'record-read'
  | 'record-query'
  | 'record-by-worker'
  | 'record-by-organisation'
  | 'record-by-attention'
  | 'record-write'
  | 'record-check'
  | 'record-count'
  | 'identity-read'
  | 'identity-write'
  /** Reads every row of every table, and asks for the key of rows. */
  | 'tables-audit'
  | 'mail-send'
  | 'executions-start'
  | 'executions-answer'
  | 'executions-look'
  | 'youth-keys-use'
  | 'youth-keys-make'
  | 'team-keys-use'
  | 'team-keys-make';

/** Headers that a route takes part in. `If-Match` is required where it is named; `Idempotency-Key` never is. */
export type ProtocolHeader = 'If-Match' | 'Idempotency-Key' | 'Prefer';

type Answer = { readonly description: Text; readonly schema: z.ZodType; readonly headers?: readonly string[] };

/** One route of the API, once: HTTP API, validation, rights, grants, OpenAPI and clients follow from it. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/v1/${string}`;
  /** The folder in `functions/http` whose handler serves it. */
  readonly resource: string;
  readonly summary: Text;
  /** What the caller must be allowed to do; `public` needs no token. */
  readonly action: Action | 'public';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Longest body in bytes; `usualBodyBytes` unless told. */
  readonly maxBodyBytes?: number;
  readonly headers?: readonly ProtocolHeader[];
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemCode[];
  readonly uses: readonly Capability[];
};

/** Bytes of a body, where a route says nothing else: several times the longest form. */
export const usualBodyBytes = 32_768;

/**
 * What somebody sent, read and checked only when it is asked for: whoever asks has looked at their rights before.
 * @throws ProblemError
 */
export type Sent<T> = () => T;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a client prefers (RFC 7240): seconds of `wait`, at most 20, and whether `return=minimal`, a line of the case, is enough. */
export type Preferences = { readonly wait: number; readonly isMinimal: boolean };

/** A parsed request of a route, as its function receives it. */
export type RequestOf<R extends Route> = {
  /** `sub` of the caller's token; empty on a public route. */
  readonly sub: string;
  /** The sign-in that the token comes from, as a digest. */
  readonly session: string;
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Sent<Parsed<R['body']>>;
  /** The version in `If-Match`. */
  readonly version: number;
  readonly key: { readonly hash: string; readonly fingerprint: string } | undefined;
  readonly prefers: Preferences;
};

/** What a function answers with; the body is JSON. */
export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a route of such a shape may refuse with, whatever its function does. */
const usualProblems = ({ action, params, body, headers, uses }: Route): readonly ProblemCode[] => [
  ...(headers?.length ? (['bad-header'] as const) : []),
  ...(action === 'public' ? [] : (['token-refused', 'no-membership'] as const)),
  ...(params ? (['not-found'] as const) : []),
  ...(body ? (['malformed-json', 'body-too-large'] as const) : []),
  // A parameter that the route does not know.
  'invalid-request',
  'internal-error',
  ...(uses.length > 0 ? (['unavailable'] as const) : []),
];

/** All that a route may refuse with: what it names, and what its shape brings. */
export const problemsOf = (route: Route): readonly ProblemCode[] => [
  ...new Set([...route.problems, ...usualProblems(route)]),
];
