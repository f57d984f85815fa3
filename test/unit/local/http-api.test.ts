import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../../infra/local/http-api/answer.ts';
import type { Cors } from '../../../infra/local/http-api/api-model.ts';
import { corsHeaders, preflight } from '../../../infra/local/http-api/cors.ts';
import { makeRouter, parseRouteKey } from '../../../infra/local/http-api/routes.ts';
import type { HttpHead } from '../../../infra/local/http/request.ts';

const keys = [
  '$default',
  'ANY /v1/{proxy+}',
  'GET /v1/cases',
  'GET /v1/cases/{id}',
  'GET /v1/cases/mine',
  'ANY /v1/cases/{id}',
  'POST /v1/cases/{id}/completion',
  'GET /',
];

describe('routes', () => {
  const route = makeRouter(keys.map((key) => parseRouteKey(key, key)));

  test.each<[string, string, string, Record<string, string>]>([
    ['GET', '/v1/cases', 'GET /v1/cases', {}],
    ['GET', '/v1/cases/mine', 'GET /v1/cases/mine', {}],
    ['GET', '/v1/cases/7', 'GET /v1/cases/{id}', { id: '7' }],
    ['GET', '/v1/cases/a%2Fb', 'GET /v1/cases/{id}', { id: 'a/b' }],
    ['DELETE', '/v1/cases/7', 'ANY /v1/cases/{id}', { id: '7' }],
    ['DELETE', '/v1/cases', 'ANY /v1/{proxy+}', { proxy: 'cases' }],
    ['GET', '/v1/other/deep', 'ANY /v1/{proxy+}', { proxy: 'other/deep' }],
    ['GET', '/', 'GET /', {}],
    ['GET', '/elsewhere', '$default', {}],
    ['POST', '/v1/cases/7/completion', 'POST /v1/cases/{id}/completion', { id: '7' }],
    ['GET', '/v1/cases/', 'ANY /v1/{proxy+}', { proxy: 'cases/' }],
  ])('%s %s is for %s', (method, path, key, pathParameters) => {
    const match = route(method, path);
    expect(match && { key: match.route.key, pathParameters: match.pathParameters }).toEqual({ key, pathParameters });
  });

  test('without a default there may be none', () => {
    expect(makeRouter([parseRouteKey('GET /a', 1)])('POST', '/a')).toBeUndefined();
  });
});

describe('answers', () => {
  test('without a status are inferred to be JSON', () => {
    expect(answerOf({ a: 1 })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(answerOf('text')).toMatchObject({ status: 200, body: 'text' });
    expect(answerOf(null)).toMatchObject({ status: 200, body: 'null' });
  });

  test.each([{ statusCode: 'x' }, { statusCode: 99 }, { statusCode: 200, body: { a: 1 } }])(
    'of no use as HTTP are an internal error: %j',
    (result) => {
      expect(answerOf(result)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    },
  );
});

describe('CORS', () => {
  const cors: Cors = {
    origins: ['https://a.example'],
    methods: ['GET'],
    headers: ['authorization'],
    exposed: ['etag'],
    credentials: true,
    maxAge: 60,
  };
  const request = (headers: Record<string, string>, method = 'OPTIONS'): HttpHead => ({
    method,
    path: '/',
    query: '',
    headers,
    sourceIp: '::1',
  });

  test('a preflight is answered without a route', () => {
    const asked = request({ origin: 'https://a.example', 'access-control-request-method': 'GET' });
    expect(preflight(cors, asked)).toEqual({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://a.example',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'etag',
        'access-control-allow-methods': 'GET',
        'access-control-allow-headers': 'authorization',
        'access-control-max-age': '60',
      },
      body: '',
    });
  });

  test('another origin or method is given no leave', () => {
    const other = request({ origin: 'https://b.example', 'access-control-request-method': 'GET' });
    const method = request({ origin: 'https://a.example', 'access-control-request-method': 'PUT' });
    expect([preflight(cors, other)?.headers, preflight(cors, method)?.headers]).toEqual([{}, {}]);
  });

  test('is absent where the API has none', () => {
    const asked = request({ origin: 'https://a.example', 'access-control-request-method': 'GET' });
    expect([preflight(undefined, asked), corsHeaders(undefined, asked)]).toEqual([undefined, {}]);
  });
});
