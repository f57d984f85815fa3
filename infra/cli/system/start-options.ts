import { Temporal } from 'temporal-polyfill';
import { isLoopback } from '../../local/http/authority.ts';
import { highestPort, optionsIn, UsageError, wholeNumber } from '../usage.ts';

type StartOptions = {
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

const loopback = (host: string): string => {
  if (isLoopback(host)) return host;
  throw new UsageError(
    `--host ${host} : une démonstration n’écoute que sur cette machine, comme 127.0.0.1, ::1 ou localhost / a demonstration listens on this machine only`,
  );
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

const mostCases = 1_000;

/** @throws UsageError */
export const startOptions = (args: readonly string[]): StartOptions => {
  const {
    port,
    'aws-port': awsPort,
    host,
    data,
    memory,
    reset,
    begin,
    seed,
  } = optionsIn(args, {
    port: { type: 'string', default: '4000' },
    'aws-port': { type: 'string', default: '4566' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.local' },
    memory: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    begin: { type: 'string' },
    seed: { type: 'string', default: '4' },
  });
  return {
    host: loopback(host),
    port: wholeNumber('port', port, highestPort),
    awsPort: wholeNumber('aws-port', awsPort, highestPort),
    data: memory ? ':memory:' : data,
    reset,
    beginAt: begin === undefined ? undefined : instant(begin),
    seed: wholeNumber('seed', seed, mostCases),
  };
};
