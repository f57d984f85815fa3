import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outsideInvoke } from '../../../infra/local/lambda/outside-invoke.ts';
import { payloadInvoke, type PayloadInvoke } from '../../../infra/local/lambda/payload-invoke.ts';

let server: Server;
let outside: PayloadInvoke;

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = decodeURIComponent(request.url?.split('/')[3] ?? '');
    if (name === 'fails') response.setHeader('x-amz-function-error', 'Unhandled');
    if (name === 'nobody') {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException:http' });
      response.end('{"Message":"Function not found: nobody"}');
      return;
    }
    response.end(JSON.stringify(name));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  outside = outsideInvoke(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterAll(() => {
  server.close();
});

describe('a function that the template does not hold', () => {
  test('is invoked outside, where that is given', async () => {
    const arn = 'arn:aws:lambda:us-east-1:1:function:other';
    const none = {
      find: () => undefined,
      invoke: () => Promise.reject(new Error('not here')),
    };
    expect(await payloadInvoke(none, outside)(arn, '{}')).toEqual({ payload: JSON.stringify(arn) });
    await expect(payloadInvoke(none)(arn, '{}')).rejects.toThrow('not here');
  });

  test('may fail, or not be there either', async () => {
    expect(await outside('fails', '{}')).toEqual({ payload: '"fails"', functionError: 'Unhandled' });
    await expect(outside('nobody', '{}')).rejects.toThrow(
      expect.objectContaining({
        code: 'ResourceNotFoundException',
        status: 404,
        message: 'Function not found: nobody',
      }),
    );
  });
});
