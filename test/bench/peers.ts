import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Run } from './runs.ts';

const run = promisify(execFile);

/** A run of a peer, with the memory of its processes in MB. */
export type PeerRun = Run & { readonly memoryMb: number };

/** What the peer's program prints for each run, a line of JSON. */
type Line = {
  readonly label: string;
  readonly clients: number;
  readonly cases: number;
  readonly errors: number;
  readonly advancesPerSecond: number;
  readonly advanceMs: { readonly p50: number; readonly p99: number };
  readonly memoryMB: Readonly<Record<string, { readonly now: number } | null>>;
};

const program = 'restate.mjs';

/** @throws Error when the folder is not ready to run */
export const checkPeers = (folder: string): void => {
  if (!existsSync(join(folder, program))) throw new Error(`${folder} holds no ${program}`);
  if (!existsSync(join(folder, 'node_modules'))) throw new Error(`run npm install in ${folder} first`);
};

const runOf = ({ clients, cases, advancesPerSecond, advanceMs, memoryMB }: Line): PeerRun => ({
  clients,
  cases,
  perSecond: advancesPerSecond,
  ...advanceMs,
  memoryMb: Object.values(memoryMB).reduce((sum, one) => sum + (one?.now ?? 0), 0),
});

/**
 * Runs the peer on the same workload; gives its runs but for the warm-up.
 * @throws Error when it fails or loses a case
 */
export const runPeer = async (folder: string): Promise<readonly PeerRun[]> => {
  const { stdout } = await run(process.execPath, [program, '--partitions', '2'], { cwd: folder });
  const lines = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
  const failed = lines.find(({ errors }) => errors > 0);
  if (failed) throw new Error(`the peer lost ${failed.errors} cases in ${failed.label}`);
  return lines.filter(({ label }) => label !== 'warm-up').map(runOf);
};
