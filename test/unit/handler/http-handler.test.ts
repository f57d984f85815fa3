import { expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { ProblemError } from '../../../shared/api/problem.ts';
import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import type { HttpEvent } from '../../../shared/handler/http-request.ts';

const handler = httpHandler(
  serve(routes.readOpenApi, () =>
    Promise.resolve({ status: 200, body: {}, headers: { 'cache-control': 'max-age=60' } }),
  ),
);
const ask = async (routeKey: string) =>
  handler({ routeKey, headers: {}, requestContext: {} } as unknown as HttpEvent, {} as Context);

test.each([
  ['GET /v1/openapi.json', 200],
  ['GET /nowhere', 404],
])('what a function answers by itself guards the browser that asked: %s, %d', async (routeKey, statusCode) => {
  expect(await ask(routeKey)).toMatchObject({
    statusCode,
    headers: {
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
});

test('a route may say how long its answer is kept; a problem is kept by nobody', async () => {
  expect(await ask('GET /v1/openapi.json')).toMatchObject({ headers: { 'cache-control': 'max-age=60' } });
  expect(await ask('GET /nowhere')).toMatchObject({ headers: { 'cache-control': 'no-store' } });
});

const failing = (error: Error) => httpHandler(serve(routes.readOpenApi, () => Promise.reject(error)));
const askFailing = async (error: Error) =>
  failing(error)(
    { routeKey: 'GET /v1/openapi.json', headers: {}, requestContext: {} } as unknown as HttpEvent,
    {
      awsRequestId: 'request',
    } as Context,
  );
const named = (name: string, more: object = {}) => Object.assign(new Error(''), { name, ...more });

test('what is busy may be asked again in a moment', async () => {
  const { statusCode, headers, body } = await askFailing(new ProblemError('busy'));
  expect([statusCode, headers?.['retry-after']]).toEqual([503, '2']);
  expect(JSON.parse(body ?? '')).toMatchObject({ type: '/problems/busy', status: 503 });
});

test.each([
  named('ThrottlingException'),
  named('ProvisionedThroughputExceededException'),
  named('TimeoutError'),
  named('KMSInternalException'),
  named('Error', { code: 'ECONNRESET' }),
  named('UnknownError', { $metadata: { httpStatusCode: 503 } }),
  named('TransactionCanceledException', { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] }),
  named('ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }),
])('what AWS cannot take just now may be asked again in a moment: $name', async (error) => {
  const { statusCode, headers, body } = await askFailing(error);
  expect([statusCode, headers?.['retry-after']]).toEqual([503, '2']);
  expect(JSON.parse(body ?? '')).toMatchObject({ type: '/problems/unavailable', status: 503 });
});

test.each([
  named('TypeError'),
  named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
  named('TransactionCanceledException', { CancellationReasons: [{ Code: 'ValidationError' }] }),
])('what would fail again is no passing trouble: $name', async (error) => {
  expect(await askFailing(error)).toMatchObject({ statusCode: 500 });
});
