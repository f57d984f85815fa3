import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundles } from './bundles.ts';
import { inParallel, makeClient, percentile } from './load.ts';
import { serveOn, type Served } from './served.ts';

const full = !process.argv.includes('--quick');
/** A run of its own machine: this port is the lock. */
const lockPort = 48_216;

const lockMachine = (): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', () => {
        reject(new Error('another benchmark is running on this machine: its figures and these would both be wrong'));
      })
      .listen(lockPort, '127.0.0.1', () => {
        resolve(() => {
          server.close();
        });
      });
  });

type Advances = {
  readonly clients: number;
  readonly cases: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
};

/** One advance is from the client's completion until the next step is open, through HTTP with all that belongs to it. */
const advances = async ({ apiUrl }: Served, clients: number, cases: number): Promise<Advances> => {
  const client = await makeClient(apiUrl, clients);
  const times: number[] = [];
  const seconds = await inParallel(cases, clients, async () => {
    await client.walk(await client.open(), (milliseconds) => times.push(milliseconds));
  });
  client.close();
  const perSecond = Math.round(times.length / seconds);
  return { clients, cases, perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
};

const starts = async ({ apiUrl }: Served, cases: number): Promise<number> => {
  const client = await makeClient(apiUrl, 32);
  const seconds = await inParallel(cases, 32, client.start);
  client.close();
  return Math.round(cases / seconds);
};

const measure = async (folder: string) => {
  const scale = full ? 1 : 0.1;
  const fresh = await serveOn(folder);
  const idle = fresh.memoryMb();
  await advances(fresh, 16, 100); // warm
  const byClients = [];
  for (const clients of [1, 16, 32])
    byClients.push(await advances(fresh, clients, (clients === 1 ? 100 : 600) * scale));
  const few = await advances(fresh, 1, 100 * scale);
  const startsPerSecond = await starts(fresh, 10_000 * scale);
  const loaded = fresh.memoryMb();
  await fresh.stop();

  const again = await serveOn(folder);
  const restarted = { startMs: again.startMs, memoryMb: again.memoryMb().now };
  await starts(again, 10_000 * scale);
  await advances(again, 1, 30); // warm
  const many = await advances(again, 1, 100 * scale);
  await again.stop();
  return {
    node: process.version,
    advances: byClients,
    startsPerSecond,
    memoryMb: { idle: idle.now, withOpenCases: loaded.now, openCases: 10_000 * scale },
    restart: { openCases: 10_000 * scale, ...restarted },
    latency: {
      fewOpen: few.p50,
      manyOpen: many.p50,
      openCases: 20_000 * scale,
      ratio: Number((many.p50 / few.p50).toFixed(2)),
    },
    bundles: await bundles(),
  };
};

type Figures = Awaited<ReturnType<typeof measure>>;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const markdown = ({
  node,
  advances: rows,
  startsPerSecond,
  memoryMb,
  restart,
  latency,
  bundles: sizes,
}: Figures): string =>
  [
    `# Benchmark (Node ${node})`,
    'An advance: from the client’s completion until the next step is open, over HTTP with authentication, validation, audit, sealing and a durable commit.',
    table(
      ['clients', 'cases', 'advances/s', 'p50 ms', 'p99 ms'],
      rows.map(({ clients, cases, perSecond, p50, p99 }) => [clients, cases, perSecond, p50, p99]),
    ),
    table(
      ['figure', 'value'],
      [
        ['starts/s, 32 clients', startsPerSecond],
        ['memory idle, MB', memoryMb.idle],
        [`memory with ${memoryMb.openCases} open cases, MB`, memoryMb.withOpenCases],
        [`restart with ${restart.openCases} open cases, ms`, restart.startMs],
        [`memory after that restart, MB`, restart.memoryMb],
        [`p50 at one client, few open cases, ms`, latency.fewOpen],
        [`p50 at one client, ${latency.openCases} open cases, ms`, `${latency.manyOpen} (× ${latency.ratio})`],
      ],
    ),
    table(
      ['bundle', 'KB with its chunks', 'import ms', 'against an empty one'],
      sizes.map(({ name, kilobytes, importMs, ratio }) => [name, kilobytes, importMs, `× ${ratio}`]),
    ),
  ].join('\n\n');

const unlock = await lockMachine();
const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
try {
  const figures = await measure(folder);
  mkdirSync('.local/bench', { recursive: true });
  writeFileSync('.local/bench/bench.json', `${JSON.stringify(figures, undefined, 2)}\n`);
  writeFileSync('.local/bench/bench.md', `${markdown(figures)}\n`);
  process.stdout.write(`${markdown(figures)}\n\n.local/bench/bench.json, .local/bench/bench.md\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
  unlock();
}
