import { join } from 'node:path';
import { bundles } from './bundles.ts';
import { costs, transitionsOfAdvance, type Costs } from './costs.ts';
import { dueAmong } from './due.ts';
import { threeYearsIdle } from './idle.ts';
import { runPeer } from './peers.ts';
import { advances, starts, type Run } from './runs.ts';
import { serveOn, type Served } from './served.ts';

/** What a run of the benchmark does. */
export type Plan = {
  /** Folder of the data, empty. */
  readonly folder: string;
  /** 1 for the whole, less for a quick look. */
  readonly scale: number;
  /** Folder of the peer's program. */
  readonly peers: string | undefined;
};

const clientCounts = [1, 16, 32];

const costsAt = async (served: Served, scale: number): Promise<readonly Costs[]> => {
  const all: Costs[] = [];
  for (const clients of clientCounts) all.push(...(await costs(served, clients, 200 * scale)));
  return all;
};

/** A peer runs right before and right after, so that what else the machine does is seen. */
const speedsAt = async (served: Served, { scale, peers }: Plan) => {
  const before = peers === undefined ? undefined : await runPeer(peers);
  const advancesAt: Run[] = [];
  for (const clients of clientCounts)
    advancesAt.push(await advances(served, clients, (clients === 1 ? 100 : 600) * scale));
  const after = peers === undefined ? undefined : await runPeer(peers);
  return { advances: advancesAt, peers: before && after && { before, after } };
};

/** A fresh system: its memory, what work costs on it, how fast it is; then many cases are opened. */
const measureFresh = async (plan: Plan, openCases: number) => {
  const { folder, scale } = plan;
  const served = await serveOn(folder);
  const idle = served.memoryMb().now;
  await advances(served, 16, 300); // warm
  const transitions = await transitionsOfAdvance(served);
  const costsEach = await costsAt(served, scale);
  const speeds = await speedsAt(served, plan);
  const few = await advances(served, 1, 100 * scale);
  const cpuMs = served.cpuMs();
  const startsPerSecond = await starts(served, 32, openCases);
  const startCpuMs = Number(((served.cpuMs() - cpuMs) / openCases).toFixed(3));
  const loaded = served.memoryMb();
  await served.stop();
  return {
    transitions,
    costs: costsEach,
    ...speeds,
    few,
    starts: { perSecond: startsPerSecond, cpuMs: startCpuMs },
    memoryMb: { idle, withOpenCases: loaded.now, peak: loaded.peak, openCases },
  };
};

/** The same data served by a new process, with as many cases again. */
const measureAgain = async ({ folder, scale }: Plan, openCases: number) => {
  const served = await serveOn(folder);
  const restart = { openCases, startMs: served.startMs, memoryMb: served.memoryMb().now };
  await starts(served, 32, openCases);
  await advances(served, 16, 300); // as warm as the fresh one was
  const many = await advances(served, 1, 100 * scale);
  await served.stop();
  return { restart, many };
};

/** Timers that come due among few open cases and among a hundred times as many; and a long time in which nothing is done. */
const measureTime = async ({ folder, scale }: Plan) => {
  await dueAmong(join(folder, 'warm'), 1_000);
  return {
    due: [await dueAmong(folder, 1_000), await dueAmong(folder, 100_000 * scale)],
    threeYearsSeconds: await threeYearsIdle(join(folder, 'idle')),
  };
};

/** Measures one thing after the other. */
export const measure = async (plan: Plan) => {
  const openCases = 10_000 * plan.scale;
  const { few, ...fresh } = await measureFresh(plan, openCases);
  const { restart, many } = await measureAgain(plan, openCases);
  return {
    node: process.version,
    ...fresh,
    restart,
    latency: {
      fewOpen: few.p50,
      manyOpen: many.p50,
      openCases: 2 * openCases,
      ratio: Number((many.p50 / few.p50).toFixed(2)),
    },
    time: await measureTime(plan),
    bundles: await bundles(),
  };
};

export type Figures = Awaited<ReturnType<typeof measure>>;
