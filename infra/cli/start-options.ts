import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';

export type StartOptions = {
  readonly host: string;
  readonly port: number;
  readonly awsPort: number;
  /** Folder of the data, or `:memory:`. */
  readonly data: string;
  readonly reset: boolean;
  /** Where the clock begins when the data are new, in milliseconds since the epoch; at the real time without it. */
  readonly beginAt: number | undefined;
  /** Demonstration cases in each organisation, when the record is new. */
  readonly seed: number;
  readonly help: boolean;
};

export const usage = `npm start -- [options]

  --port N       API (4000)
  --aws-port N   protocole d’AWS pour l’AWS CLI et les SDK / AWS protocol for the AWS CLI and SDKs (4566)
  --host H       adresse locale d’écoute / address of this machine’s loopback to listen on (127.0.0.1)
  --data DIR     dossier des données / folder of the data (.local)
  --memory       rien sur le disque / nothing on disk
  --reset        efface d’abord les données, sauf les copies / erases the data first, but for its backups
  --begin ISO    instant où l’horloge commence, au premier départ : 2026-12-04T18:30-05:00
                 instant at which the clock begins, at the first start (now)
  --seed N       dossiers de démonstration par organisme, au premier départ
                 demonstration cases per organisation, at the first start (4; 0: none)
  --help`;

/** An argument that cannot be used; the message says which, in both languages. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const whole = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new UsageError(`--${name} ${text} : un nombre entier de 0 à ${most} / a whole number from 0 to ${most}`);
};

const instant = (text: string): number => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new UsageError(
      `--begin ${text} : un instant avec son décalage, comme 2026-12-04T18:30-05:00 / an instant with its offset`,
    );
  }
};

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4000' },
        'aws-port': { type: 'string', default: '4566' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: '.local' },
        memory: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        begin: { type: 'string' },
        seed: { type: 'string', default: '4' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const highestPort = 65_535;
const mostCases = 1_000;

/** @throws UsageError */
export const startOptions = (args: readonly string[]): StartOptions => {
  const { port, 'aws-port': awsPort, host, data, memory, reset, begin, seed, help } = read(args);
  return {
    host,
    port: whole('port', port, highestPort),
    awsPort: whole('aws-port', awsPort, highestPort),
    data: memory ? ':memory:' : data,
    reset,
    beginAt: begin === undefined ? undefined : instant(begin),
    seed: whole('seed', seed, mostCases),
    help,
  };
};
