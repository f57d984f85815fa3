import { inBoth } from '../refusal.ts';
import { detailOf, explain, failureOf } from './explain-failure.ts';

/** The disk takes nothing for now: what was to be written is not, and may be tried again. */
export class DiskRefusal extends Error {
  override readonly name = 'DiskRefusal';
}

/** Whether the disk takes what is written, and what is said about it. */
export type DiskWatch = {
  /** Why nothing can be written for now; undefined when it can. */
  readonly refusal: () => DiskRefusal | undefined;
  /** The same, after a try where it could not. */
  readonly tryNow: () => Promise<DiskRefusal | undefined>;
  /** Resolves when it can be written (again). */
  readonly writable: () => Promise<void>;
  /**
   * Takes note of an error that is the disk's: once a line about it, and from then on it is tried whether it has passed. What
   * cannot pass ends the process. Gives what to refuse with, or nothing when the error is not the disk's.
   */
  readonly note: (error: unknown) => DiskRefusal | undefined;
  /** How to try: resolves when the disk took it. */
  readonly tryWith: (attempt: () => Promise<void>) => void;
  /** Ends the process with a line, as the promise that was made can no longer be kept; gives what to refuse all with until then. */
  readonly end: (line: string, cause?: unknown) => DiskRefusal;
  /** Why nothing can ever be written again; undefined as long as it may. */
  readonly ended: () => DiskRefusal | undefined;
  readonly stop: () => void;
};

type Options = {
  /** The data file, for people. */
  readonly file: string;
  /** Takes a line. */
  readonly say: (line: string) => void;
  /** Takes the last line of a process, and ends it. */
  readonly end: (line: string) => void;
  /** Milliseconds between two tries. */
  readonly tryAfterMs?: number;
};

const passing = {
  full: [
    (file: string) =>
      `le disque où se trouve ${file} est plein : rien ne s’enregistre, la lecture continue; libérez de l’espace, l’écriture reprendra d’elle-même`,
    (file: string) =>
      `the disk that holds ${file} is full: nothing is recorded, reading goes on; free some space and recording resumes by itself`,
  ],
  forbidden: [
    (file: string) =>
      `${file} ne peut plus être écrit : rien ne s’enregistre, la lecture continue; rendez le droit d’y écrire, l’écriture reprendra d’elle-même`,
    (file: string) =>
      `${file} can no longer be written: nothing is recorded, reading goes on; give back the right to write and recording resumes by itself`,
  ],
  crowded: [
    (file: string) =>
      `trop de fichiers sont ouverts pour ${file} : rien ne s’enregistre pour le moment; relevez la limite (ulimit -n)`,
    (file: string) => `too many files are open for ${file}: nothing is recorded for now; raise the limit (ulimit -n)`,
  ],
  failing: [
    (file: string) =>
      `le disque où se trouve ${file} refuse l’écriture : rien ne s’enregistre, la lecture continue; vérifiez le disque, l’écriture reprendra d’elle-même`,
    (file: string) =>
      `the disk that holds ${file} refuses to write: nothing is recorded, reading goes on; check the disk, recording resumes by itself`,
  ],
} as const;

/** Watches over the disk of one data file. */
export const makeDiskWatch = ({ file, say, end, tryAfterMs = 2_000 }: Options): DiskWatch => {
  let refusal: DiskRefusal | undefined;
  let ended: DiskRefusal | undefined;
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let attempt: () => Promise<void> = () => Promise.resolve();

  const tryLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      attempt().then(pass, tryLater);
    }, tryAfterMs).unref();
  };

  const pass = (): void => {
    if (!refusal || ended) return;
    refusal = undefined;
    say(inBoth(`${file} : l’écriture a repris`, `${file}: recording has resumed`));
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };

  const endWith = (line: string, cause?: unknown): DiskRefusal => {
    if (ended) return ended;
    ended = new DiskRefusal(line, { cause });
    clearTimeout(timer);
    end(line);
    return ended;
  };

  const note = (error: unknown): DiskRefusal | undefined => {
    if (error instanceof DiskRefusal) return error;
    const kind = failureOf(error);
    if (kind === undefined || kind === 'busy') return undefined;
    if (kind === 'damaged') return endWith(explain(kind, file), error);
    if (refusal) return refusal;
    const line = inBoth(passing[kind][0](file), passing[kind][1](file));
    refusal = new DiskRefusal(line, { cause: error });
    say(`${line} (${detailOf(error)})`);
    tryLater();
    return refusal;
  };

  return {
    refusal: () => ended ?? refusal,
    tryNow: async () => {
      if (refusal && !ended) await attempt().then(pass, () => {});
      return ended ?? refusal;
    },
    writable: () =>
      refusal
        ? new Promise<void>((tell) => {
            waiting.push(tell);
          })
        : Promise.resolve(),
    note,
    tryWith: (work) => {
      attempt = work;
    },
    end: endWith,
    ended: () => ended,
    stop: () => {
      clearTimeout(timer);
    },
  };
};
