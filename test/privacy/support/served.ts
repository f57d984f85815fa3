import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { openSession, type Session } from '../../support/session.ts';
import { testNow } from '../../support/test-now.ts';

const placeSchema = z.object({ apiUrl: z.string(), awsUrl: z.string() });
const tokenSchema = z.object({ access_token: z.string() });

/** The whole system in a process of its own on a folder of its own; everything that it says is kept. */
export const openServed = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-privacy-'));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/privacy/support/serve.ts', folder, String(testNow())],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const gone = once(child, 'exit');
  while (!/^\{.*\}$/m.test(said)) {
    if (child.exitCode !== null) throw new Error(`the system stopped before it was ready: ${said}`);
    await sleep(20);
  }
  const { apiUrl, awsUrl } = placeSchema.parse(JSON.parse(/^\{.*\}$/m.exec(said)?.[0] ?? ''));

  const nobody = openSession(apiUrl, 'nobody');
  const sessions = new Map<string, Session>();
  const tokenOf = async (user: string): Promise<string> =>
    tokenSchema.parse((await nobody.post('/_local/token', { user })).body).access_token;

  return {
    /** What an AWS SDK client needs to come in by the socket. */
    aws: {
      endpoint: awsUrl,
      region: 'ca-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    as: async (user: string): Promise<Session> => {
      const known = sessions.get(user);
      if (known) return known;
      const session = openSession(apiUrl, user, await tokenOf(user));
      sessions.set(user, session);
      return session;
    },
    /** The status of a POST that is meant to fail as no route says. */
    failing: async (user: string, path: string, body: object): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(user)}` };
      return (await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    },
    /** An ISO 8601 duration, such as `P3D`. */
    advanceClock: async (advance: string): Promise<void> => {
      const { status } = await nobody.post('/_local/clock', { advance });
      if (status !== 200) throw new Error(`the clock answered ${status}`);
    },
    backUp: async (): Promise<void> => {
      const { status } = await nobody.post('/_local/backup', {});
      if (status !== 200) throw new Error(`the backup answered ${status}`);
    },
    /** All that came out on the process's two outputs. */
    said: (): string => said,
    /** Name → bytes of every file of the data folder, as it is now. */
    files: (): ReadonlyMap<string, Buffer> =>
      new Map(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
      ),
    /** SIGTERM, and wait. */
    stop: async (): Promise<void> => {
      child.kill('SIGTERM');
      await gone;
    },
    clean: (): void => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Served = Awaited<ReturnType<typeof openServed>>;
