import type { HttpAnswer, HttpHead } from '../http/request.ts';
import type { Cors } from './api-model.ts';

const isAllowed = (allowed: readonly string[], value: string): boolean =>
  allowed.some((each) => each === '*' || each.toLowerCase() === value.toLowerCase());

const originHeaders = (cors: Cors, origin: string): Record<string, string> => ({
  'access-control-allow-origin': cors.origins.includes('*') && !cors.credentials ? '*' : origin,
  ...(cors.credentials ? { 'access-control-allow-credentials': 'true' } : {}),
  ...(cors.exposed.length > 0 ? { 'access-control-expose-headers': cors.exposed.join(',') } : {}),
});

/** Headers that the gateway sets on an answer; those of the function are replaced. */
export const corsHeaders = (cors: Cors | undefined, request: HttpHead): Record<string, string> => {
  const origin = request.headers['origin'];
  return cors && origin !== undefined && isAllowed(cors.origins, origin) ? originHeaders(cors, origin) : {};
};

/** The answer to a preflight request, which needs no route; undefined when the request is none. */
export const preflight = (cors: Cors | undefined, request: HttpHead): HttpAnswer | undefined => {
  const method = request.headers['access-control-request-method'];
  if (!cors || request.method !== 'OPTIONS' || method === undefined) return undefined;
  const headers = corsHeaders(cors, request);
  const isFine = Object.keys(headers).length > 0 && isAllowed(cors.methods, method);
  if (!isFine) return { status: 204, headers: {}, body: '' };
  return {
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': cors.methods.join(','),
      ...(cors.headers.length > 0 ? { 'access-control-allow-headers': cors.headers.join(',') } : {}),
      ...(cors.maxAge === undefined ? {} : { 'access-control-max-age': String(cors.maxAge) }),
    },
    body: '',
  };
};
