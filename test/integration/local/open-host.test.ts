import { expect, test } from '@jest/globals';
import { startRuntime } from '../../../infra/local/runtime.ts';
import { synthesise } from './app/synthesise.ts';

test.each(['0.0.0.0', '::', '192.168.1.20', 'parcours.example'])(
  'a runtime that would listen on %s does not start, and says why',
  async (host) => {
    const app = synthesise();
    try {
      await expect(startRuntime({ assembly: app.assembly, data: ':memory:', host })).rejects.toThrow(/loopback/);
    } finally {
      app.clean();
    }
  },
);

test.each(['localhost', '127.0.0.1'])('a runtime listens on %s', async (host) => {
  const app = synthesise();
  const runtime = await startRuntime({ assembly: app.assembly, data: ':memory:', host });
  expect(runtime.apiUrl).toMatch(new RegExp(`^http://${host}:`));
  await runtime.stop();
  app.clean();
});
