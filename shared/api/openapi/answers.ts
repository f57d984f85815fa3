import * as z from 'zod';
import { problems, type ProblemCode } from '../problem.ts';
import { problemsOf, type Route } from '../route.ts';
import { refTo, schemaOf, type Json } from './json-schema.ts';
import { said } from './parameters.ts';

/**
 * What API Gateway answers by itself, before or instead of a function: a fixed JSON body, which is no problem document and
 * is in English only. Its 500 is beside ours, at every route.
 */
const gatewayMessages = {
  401: 'Unauthorized',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const;
type GatewayStatus = keyof typeof gatewayMessages;
const statuses = [401, 413, 429, 503] as const satisfies readonly GatewayStatus[];

const gatewayStatuses = ({ action, body }: Route): readonly GatewayStatus[] =>
  statuses.filter((status) => (status !== 401 || action !== 'public') && (status !== 413 || body !== undefined));

const statusOf = (code: ProblemCode): number => problems[code].status;

const responseName = (status: number): string => `Gateway${status}`;
const gatewayMessage = { 'application/json': { schema: refTo('schemas', 'GatewayMessage') } };

/** Whether a route is answered so by API Gateway alone. */
const isOnlyGateway = (route: Route, status: GatewayStatus): boolean =>
  gatewayStatuses(route).includes(status) && !problemsOf(route).some((code) => statusOf(code) === status);

/** The answers of API Gateway that some of these routes refer to. */
export const gatewayResponses = (routes: readonly Route[]): Json =>
  Object.fromEntries(
    statuses
      .filter((status) => routes.some((route) => isOnlyGateway(route, status)))
      .map((status) => [responseName(status), { description: gatewayMessages[status], content: gatewayMessage }]),
  );

/** The bodies of refusals. */
export const refusalSchemas = {
  Problem: schemaOf(
    z.object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    }),
    'output',
  ),
  GatewayMessage: schemaOf(z.object({ message: z.string() }), 'output'),
};

const goodAnswers = ({ answers }: Route): readonly (readonly [string, Json])[] =>
  Object.entries(answers).map(([status, { description, schema, headers = [] }]) => [
    status,
    {
      description: said(description),
      content: { 'application/json': { schema: schemaOf(schema, 'output') } },
      ...(headers.length > 0 && {
        headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
      }),
    },
  ]);

/** Statuses that say when to ask again. */
const passing: ReadonlySet<number> = new Set([429, 503]);

const refusal = (codes: readonly ProblemCode[], isGatewayToo: boolean): Json => ({
  description: codes.map((code) => `${code}: ${said(problems[code].title)}`).join('\n'),
  ...(codes.some((code) => passing.has(statusOf(code))) && {
    headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
  }),
  content: {
    'application/problem+json': { schema: refTo('schemas', 'Problem') },
    ...(isGatewayToo && gatewayMessage),
  },
});

/** Everything that a route may be answered with, by status. */
export const answersOf = (route: Route): Json => {
  const gateway: readonly number[] = [...gatewayStatuses(route), 500];
  const refusals = [...Map.groupBy(problemsOf(route), statusOf)].map(
    ([status, codes]) => [String(status), refusal(codes, gateway.includes(status))] as const,
  );
  const onlyGateway = statuses
    .filter((status) => isOnlyGateway(route, status))
    .map((status) => [String(status), refTo('responses', responseName(status))] as const);
  return Object.fromEntries([...goodAnswers(route), ...refusals, ...onlyGateway]);
};
