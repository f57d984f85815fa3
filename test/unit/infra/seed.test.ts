import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { planCases, seedCases } from '../../../infra/demo/seed.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Two cases in each organisation, of an API that signs everybody in and answers everything else with one status. */
const seedAgainst = async (status: number) => {
  server = createServer(({ url }, response) => {
    const isToken = url === '/_local/token';
    response.writeHead(isToken ? 200 : status);
    response.end(JSON.stringify(isToken ? { access_token: 'a' } : { title: 'Non / No' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const values = new Map<string, string>();
  const settings = {
    read: (name: string) => values.get(name),
    write: (name: string, value: string) => Promise.resolve(void values.set(name, value)),
  };
  const lines: string[] = [];
  const { port } = server.address() as AddressInfo;
  await planCases(settings, 2);
  await seedCases({ apiUrl: `http://127.0.0.1:${port}`, settings, log: (line) => lines.push(line) });
  return { lines, plan: settings.read('demonstration') };
};

describe('a call of the demonstration', () => {
  test.each([403, 409, 412])('that is refused by %s costs a line, and the others go on', async (status) => {
    const { lines, plan } = await seedAgainst(status);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toContain(`left as it is: /v1/referrals : ${status} Non / No`);
    expect(plan).toBe('finished');
  });

  test.each([429, 500, 503])('that fails by %s costs one line in all, and the next start goes on', async (status) => {
    const { lines, plan } = await seedAgainst(status);
    expect(lines).toEqual([expect.stringContaining(`goes on at the next start: /v1/referrals : ${status} Non / No`)]);
    expect(plan).toBe('2');
  });
});
