import { afterEach, describe, expect, test } from '@jest/globals';
import type { Limits } from '../../../infra/local/http/limits.ts';
import { listen, type Listening } from '../../../infra/local/http/listen.ts';
import { heldBytes } from '../../support/held-bytes.ts';
import { head, slowSender, type SlowSender } from '../../support/slow-sender.ts';

const kibibyte = 1024;
const errors: unknown[] = [];
const callers: SlowSender[] = [];
let server: Listening | undefined;

afterEach(async () => {
  for (const caller of callers.splice(0)) caller.leave();
  await server?.stop();
  expect(errors.splice(0)).toEqual([]);
});

const json = (status: number, body: unknown) => ({ status, headers: {}, body: JSON.stringify(body) });

/** A server whose `/closed` is closed, whose `/for-ever` never answers, and whose other paths tell how much they were sent. */
const serve = async (limits: Partial<Limits> = {}): Promise<(bytes?: string) => SlowSender> => {
  server = await listen({
    host: '127.0.0.1',
    address: undefined,
    port: 0,
    option: '--port',
    maxBodyBytes: 256 * kibibyte,
    tooLarge: json(413, 'too large'),
    refuse: ({ status }) => json(status, 'refused'),
    onError: (error) => errors.push(error),
    limits: { checkMs: 50, lingerMs: 200, ...limits },
  });
  server.answerWith(async (request) => {
    if (request.path === '/closed') return json(401, 'closed');
    const { body } = await request.receive();
    return request.path === '/for-ever' ? new Promise(() => {}) : json(200, body.byteLength);
  });
  const { url } = server;
  return (bytes = '') => {
    const caller = slowSender(url);
    callers.push(caller);
    if (bytes !== '') void caller.send(bytes);
    return caller;
  };
};

describe('a body', () => {
  test('that says it is too large is refused before it is sent, and the connection is closed', async () => {
    const call = await serve();
    const caller = call(head('POST /open', `Content-Length: ${300 * kibibyte}`));
    expect(await caller.answered()).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/is);
    await caller.closed();
  });

  test('that grows too large without saying so is refused as soon as it is', async () => {
    const call = await serve();
    const caller = call(head('POST /open', 'Transfer-Encoding: chunked'));
    const chunk = `${(64 * kibibyte).toString(16)}\r\n${'x'.repeat(64 * kibibyte)}\r\n`;
    for (let sent = 0; sent < 5; sent += 1) await caller.send(chunk);
    expect(await caller.answered()).toMatch(/^HTTP\/1\.1 413 /);
    await caller.closed();
  });

  test('is not read where the way is closed: the answer comes first', async () => {
    const call = await serve();
    const caller = call(head('POST /closed', `Content-Length: ${200 * kibibyte}`) + 'x'.repeat(1000));
    expect(await caller.answered(/closed/)).toMatch(/^HTTP\/1\.1 401 .*\r\nconnection: close\r\n/is);
    await caller.closed();
  });

  test('is asked for only where the way is open, when its sender asks first', async () => {
    const call = await serve();
    const asking = ['Content-Length: 3', 'Expect: 100-continue'];
    const [open, closed] = [call(head('POST /open', ...asking)), call(head('POST /closed', ...asking))];
    expect(await open.answered()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    await open.send('abc');
    expect(await open.answered(/200 OK/)).toMatch(/3$/);
    expect(await closed.answered(/closed/)).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('that stops in the middle is cut off', async () => {
    const call = await serve({ patienceMs: 200 });
    const caller = call(head('POST /open', 'Content-Length: 1000') + 'x');
    expect(await caller.answered()).toMatch(/^HTTP\/1\.1 408 /);
    await caller.closed();
  });

  test('that comes drop by drop is cut off, and one that comes at a walk is not', async () => {
    const call = await serve({ patienceMs: 300, minBytesPerSecond: 200 });
    const [drops, walks] = [call(), call()];
    for (const one of [drops, walks]) await one.send(head('POST /open', 'Content-Length: 300'));
    while (drops.heard() === '' || walks.heard() === '') {
      await Promise.all([drops.send('x'), walks.send('x'.repeat(30))]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await walks.answered()).toMatch(/^HTTP\/1\.1 200 /);
    expect(await drops.answered()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('that takes longer than a request may is cut off, however it comes', async () => {
    const call = await serve({ headersMs: 400, requestMs: 600, minBytesPerSecond: 1 });
    const caller = call(head('POST /open', 'Content-Length: 100000'));
    while (!caller.isClosed()) {
      await caller.send('x'.repeat(20));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(caller.status()).toBe(408);
  });

  test('whose sender leaves is forgotten, and nobody is told of it', async () => {
    const call = await serve({ heldLargeBytes: 200 * kibibyte });
    for (let turn = 0; turn < 4; turn += 1) {
      const caller = call();
      await caller.send(head('POST /open', `Content-Length: ${200 * kibibyte}`) + 'x'.repeat(150 * kibibyte));
      caller.leave();
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const whole = call(head('POST /open', `Content-Length: ${150 * kibibyte}`) + 'x'.repeat(150 * kibibyte));
    expect(await whole.answered()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('all bodies together', () => {
  const half = head('POST /open', `Content-Length: ${200 * kibibyte}`) + 'x'.repeat(150 * kibibyte);

  test('are bounded: one more is told when to come again, and small ones still pass', async () => {
    const call = await serve({ heldLargeBytes: 500 * kibibyte });
    const many = Array.from({ length: 6 }, () => call());
    await Promise.all(many.map((one) => one.send(half)));
    await Promise.race(many.map((one) => one.answered()));
    const refused = many.filter((one) => one.heard() !== '');
    for (const one of refused) expect(one.heard()).toMatch(/^HTTP\/1\.1 503 .*\r\nretry-after: \d+\r\n/is);
    const small = call(head('POST /open', 'Content-Length: 5') + 'small');
    expect(await small.answered()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('count until they are answered, and no longer', async () => {
    const call = await serve({ smallBodyBytes: kibibyte, heldSmallBytes: 2 * kibibyte });
    const small = (path: string): string => head(`POST ${path}`, 'Content-Length: 900') + 'x'.repeat(900);
    const [one, two] = [call(small('/for-ever')), call(small('/for-ever'))];
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([one.heard(), two.heard()]).toEqual(['', '']);
    expect(await call(small('/open')).answered()).toMatch(/^HTTP\/1\.1 503 /);
  });

  test('give back what they held', async () => {
    const call = await serve({ smallBodyBytes: kibibyte, heldSmallBytes: 2 * kibibyte });
    for (let turn = 0; turn < 5; turn += 1) {
      const caller = call(head('POST /open', 'Content-Length: 900') + 'x'.repeat(900));
      expect(await caller.answered()).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  test('hold what was sent, and not what it takes to send it a byte at a time', async () => {
    const call = await serve();
    const before = await heldBytes();
    const bytes = '1\r\nx\r\n'.repeat(100_000);
    const many = Array.from({ length: 4 }, () => call());
    await Promise.all(many.map((one) => one.send(head('POST /open', 'Transfer-Encoding: chunked') + bytes)));
    const held = (await heldBytes()) - before;
    await Promise.all(many.map((one) => one.send('0\r\n\r\n')));
    expect(await Promise.all(many.map((one) => one.answered(/100000$/)))).toHaveLength(4);
    expect(held).toBeLessThan(4 * kibibyte * kibibyte);
  });
});

describe('a connection', () => {
  test('that says nothing, or never ends its headers, is closed', async () => {
    const call = await serve({ headersMs: 300 });
    const [silent, endless] = [call(), call('GET / HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n')];
    await Promise.all([silent.closed(), endless.closed()]);
    expect(endless.status()).toBe(408);
  });

  test('beyond those that there may be is closed unheard; idle ones make room', async () => {
    const call = await serve({ maxConnections: 2 });
    const [first, second] = [call(head('GET /open')), call(head('GET /open'))];
    await Promise.all([first.answered(), second.answered()]);
    const third = call(head('GET /open'));
    await Promise.all([third.closed(), first.closed(), second.closed()]);
    expect(third.heard()).toBe('');
    expect(await call(head('GET /open')).answered()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('whose other end reads no answer is given up', async () => {
    const call = await serve({ answerMs: 300 });
    server?.answerWith(() => Promise.resolve({ status: 200, headers: {}, body: 'x'.repeat(20_000_000) }));
    const deaf = call();
    deaf.read(false);
    await deaf.send(head('GET /open'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    deaf.read(true);
    await deaf.closed();
    expect(deaf.heard().length).toBeLessThan(20_000_000);
  });

  test('goes on after an answer to a whole request', async () => {
    const call = await serve();
    const caller = call(head('POST /closed', 'Content-Length: 2') + '{}');
    await caller.answered(/closed/);
    await caller.send(head('GET /open'));
    expect(await caller.answered(/200 OK/)).not.toMatch(/connection: close/i);
  });
});
