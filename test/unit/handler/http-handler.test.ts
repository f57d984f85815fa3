import { expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
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
