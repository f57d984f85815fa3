import type { Costs } from './costs.ts';
import type { DueCost } from './due.ts';
import type { Figures } from './measure.ts';

/** One table of the report. */
type Section = {
  readonly title: string;
  /** What is counted, and how. */
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

const speeds = ({ advances }: Figures): Section => ({
  title: 'Speed',
  note: 'An advance: from the client’s completion until the next step is open, over HTTP with authentication, validation, audit, sealing and a durable commit. Opening the cases is in the seconds.',
  head: ['clients', 'cases', 'advances/s', 'p50 ms', 'p99 ms'],
  rows: advances.map(({ clients, cases, perSecond, p50, p99 }) => [clients, cases, perSecond, p50, p99]),
});

const costs = ({ costs: all, transitions }: Figures): Section => ({
  title: 'What one piece of work costs',
  note: 'Means. Processor: of the server alone, all threads. fsyncs: commits of the data file. Awaited: AWS calls of the function that answers the request, looks for the next step included. Units: DynamoDB’s capacity, indexes included.',
  head: [
    'work',
    'clients',
    'processor ms',
    'fsyncs',
    'calls awaited',
    'calls in all',
    'read units',
    'write units',
    'transitions',
  ],
  rows: all.map(({ work, clients, cpuMs, fsyncs, awaited, calls, readUnits, writeUnits }) => [
    work,
    clients,
    cpuMs,
    fsyncs,
    awaited,
    Number(calls.reduce((sum, { count }) => sum + count, 0).toFixed(2)),
    readUnits,
    writeUnits,
    work === 'advance' ? transitions : '',
  ]),
});

/** By operation, at the fewest clients: more of them change the looks for the next step and nothing else. */
const calls = ({ costs: all }: Figures): Section => {
  const first = (work: string): Costs | undefined => all.find((one) => one.work === work);
  return {
    title: 'AWS calls of one piece of work',
    note: 'At one client. A schedule’s calls are in it as far as it ran meanwhile.',
    head: ['work', 'function', 'operation', 'calls'],
    rows: [first('opening'), first('advance')].flatMap((one) =>
      (one?.calls ?? [])
        .toSorted((a, b) => a.by.localeCompare(b.by))
        .map(({ by, operation, count }) => [one?.work ?? '', by, operation, count]),
    ),
  };
};

const others = ({ starts, memoryMb, restart, latency }: Figures): Section => ({
  title: 'With many open cases',
  head: ['figure', 'value'],
  rows: [
    ['starts/s, 32 clients', starts.perSecond],
    ['processor of one start, ms', starts.cpuMs],
    ['memory idle, MB', memoryMb.idle],
    [`memory with ${memoryMb.openCases} open cases, MB`, memoryMb.withOpenCases],
    ['memory at its highest, MB', memoryMb.peak],
    [`restart with ${restart.openCases} open cases, ms`, restart.startMs],
    ['memory after that restart, MB', restart.memoryMb],
    ['p50 at one client, few open cases, ms', latency.fewOpen],
    [`p50 at one client, ${latency.openCases} open cases, ms`, `${latency.manyOpen} (× ${latency.ratio})`],
  ],
});

const beside = (ours: number, theirs: readonly number[]): string =>
  theirs.map((value) => `× ${(ours / value).toFixed(2)}`).join(', ');

const peers = ({ peers: found, advances }: Figures): readonly Section[] => {
  if (!found) return [];
  const rows = advances.flatMap((ours) => {
    const theirs = [found.before, found.after].flatMap(
      (runs) => runs.find(({ clients }) => clients === ours.clients) ?? [],
    );
    const figures = (read: (run: (typeof theirs)[number]) => number) => theirs.map(read).join(', ');
    return [
      [
        ours.clients,
        ours.perSecond,
        figures(({ perSecond }) => perSecond),
        beside(
          ours.perSecond,
          theirs.map(({ perSecond }) => perSecond),
        ),
        ours.p50,
        figures(({ p50 }) => p50),
        beside(
          ours.p50,
          theirs.map(({ p50 }) => p50),
        ),
        figures(({ memoryMb }) => memoryMb),
      ],
    ];
  });
  return [
    {
      title: 'Beside Restate, in one run',
      note: 'Restate ran before and after; both of its figures stand. Its line is bare: no authentication, validation, audit or timers. Ours counts all of these. Its memory is that of server and worker.',
      head: ['clients', 'advances/s', 'Restate', 'ratio', 'p50 ms', 'Restate', 'ratio', 'Restate’s MB'],
      rows,
    },
  ];
};

const ratios = (few: DueCost | undefined, many: DueCost | undefined): readonly string[] =>
  (['itemsRead', 'itemsWritten', 'readUnits', 'writeUnits', 'ms'] as const).map((name) =>
    few && many ? `× ${(many[name] / few[name]).toFixed(2)}` : '',
  );

const time = ({ time: { due, threeYearsSeconds } }: Figures): Section => {
  const [few, many] = due;
  return {
    title: 'Time',
    note: `A sweep over timers that have come due, among open cases. Three years of an idle case, by moving the clock: ${threeYearsSeconds} s.`,
    head: ['due', 'open cases', 'items read', 'items written', 'read units', 'write units', 'best ms', 'seeded in s'],
    rows: [
      ...due.map((one) => [
        one.due,
        one.openCases,
        one.itemsRead,
        one.itemsWritten,
        one.readUnits,
        one.writeUnits,
        one.ms,
        one.seedSeconds,
      ]),
      ['', 'ratio', ...ratios(few, many), ''],
    ],
  };
};

const bundles = ({ bundles: all }: Figures): Section => ({
  title: 'Functions',
  head: ['bundle', 'KB with its chunks', 'import ms', 'against an empty one'],
  rows: all.map(({ name, kilobytes, importMs, ratio }) => [name, kilobytes, importMs, `× ${ratio}`]),
});

const table = ({ head, rows }: Section): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The report that a person reads, as Markdown. */
export const report = (figures: Figures): string => {
  const sections = [speeds, costs, calls, others, peers, time, bundles].flatMap((section) => section(figures));
  const parts = sections.flatMap((section) => [`## ${section.title}`, section.note ?? [], table(section)].flat());
  return [`# Benchmark (Node ${figures.node})`, ...parts].join('\n\n');
};
