import { inParallel, makeClient, stepsOfWay, type View } from './load.ts';
import type { Served } from './served.ts';
import { between, type Calls, type Tally } from './tally.ts';

/** Calls of one operation by one function, for one piece of work. */
type CallsEach = Omit<Calls, 'units'>;

/** What one piece of work costs, as a mean over many. */
export type Costs = {
  readonly work: string;
  readonly clients: number;
  readonly pieces: number;
  /** Milliseconds of processor of the server, in all its threads. */
  readonly cpuMs: number;
  /** One for each commit of the data file; those of a moment share one. */
  readonly fsyncs: number;
  /** AWS calls of the function that answers the request. */
  readonly awaited: number;
  readonly calls: readonly CallsEach[];
  /** DynamoDB’s capacity units, as `ReturnConsumedCapacity` tells them. */
  readonly readUnits: number;
  readonly writeUnits: number;
};

const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'];

const rounded = (value: number): number => Number(value.toFixed(3));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Work = { readonly work: string; readonly by: string; readonly clients: number; readonly pieces: number };

const costsOf = ({ work, by, clients, pieces }: Work, cpuMs: number, { commits, calls }: Tally): Costs => {
  const waitedFor = calls.filter((one) => one.by === by);
  if (waitedFor.length === 0) throw new Error(`no function ${by} has called anything: was it renamed?`);
  const units = (isRead: boolean) =>
    rounded(
      sum(calls.filter(({ operation }) => reads.includes(operation) === isRead).map((one) => one.units)) / pieces,
    );
  return {
    work,
    clients,
    pieces,
    cpuMs: rounded(cpuMs / pieces),
    fsyncs: rounded(commits / pieces),
    awaited: rounded(sum(waitedFor.map(({ count }) => count)) / pieces),
    calls: calls.map((one) => ({ by: one.by, operation: one.operation, count: rounded(one.count / pieces) })),
    readUnits: units(true),
    writeUnits: units(false),
  };
};

const measured = async (served: Served, work: Work, run: () => Promise<unknown>): Promise<Costs> => {
  const [tally, cpuMs] = [await served.tally(), served.cpuMs()];
  await run();
  return costsOf(work, served.cpuMs() - cpuMs, between(tally, await served.tally()));
};

/** What it costs to open cases, and then to take each of them through its advances, apart from one another. */
export const costs = async (served: Served, clients: number, cases: number): Promise<readonly Costs[]> => {
  const client = await makeClient(served.apiUrl, clients);
  const views: View[] = [];
  const opening = await measured(served, { work: 'opening', by: 'Outreach', clients, pieces: cases }, () =>
    inParallel(cases, clients, async () => {
      views.push(await client.open());
    }),
  );
  const waiting = [...views];
  const advancing = await measured(
    served,
    { work: 'advance', by: 'Completion', clients, pieces: cases * stepsOfWay },
    () =>
      inParallel(cases, clients, async () => {
        const view = waiting.pop();
        if (view) await client.walk(view, () => {});
      }),
  );
  client.close();
  return [opening, advancing];
};

/** States that one case's execution enters for each advance. */
export const transitionsOfAdvance = async (served: Served): Promise<number> => {
  const client = await makeClient(served.apiUrl, 1);
  const view = await client.open();
  const before = await served.transitionsOf(view.caseId);
  await client.walk(view, () => {});
  client.close();
  return ((await served.transitionsOf(view.caseId)) - before) / stepsOfWay;
};
