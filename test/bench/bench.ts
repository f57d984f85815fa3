import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockMachine } from './machine-lock.ts';
import { measure } from './measure.ts';
import { checkPeers } from './peers.ts';
import { report } from './report.ts';

const usage = `npm run bench -- [options]

  --quick        a tenth of the cases
  --peers DIR    beside Restate, in the same run: DIR holds restate.mjs with what it needs installed
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    peers: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const bench = async (): Promise<void> => {
  const peers = values.peers === undefined ? undefined : resolve(values.peers);
  if (peers !== undefined) checkPeers(peers);
  const unlock = await lockMachine();
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
  try {
    const figures = await measure({ folder, scale: values.quick ? 0.1 : 1, peers });
    mkdirSync('.local/bench', { recursive: true });
    writeFileSync('.local/bench/bench.json', `${JSON.stringify(figures, undefined, 2)}\n`);
    writeFileSync('.local/bench/bench.md', `${report(figures)}\n`);
    process.stdout.write(`${report(figures)}\n\n.local/bench/bench.json, .local/bench/bench.md\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    unlock();
  }
};

if (values.help) process.stdout.write(usage);
else await bench();
