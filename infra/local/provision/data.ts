import { makeClock, type Clock } from '../clock/clock.ts';
import { makeMailbox, type Mailbox } from '../ses/mailbox.ts';
import { groupCommit, type GroupCommit, type Turns } from '../sqlite/group-commit.ts';
import { openDataFile, type DataFile } from '../sqlite/open-file.ts';
import { makeSettings, type Settings } from '../sqlite/settings.ts';

/** The data file and what keeps time in it. */
export type Data = {
  readonly file: DataFile;
  readonly turns: Turns;
  readonly durable: GroupCommit['durable'];
  readonly settings: Settings;
  readonly clock: Clock;
  readonly mailbox: Mailbox;
};

type Options = {
  /** Folder of the data, or `:memory:`. */
  readonly path: string;
  /** Where the clock of new data begins, in milliseconds since the epoch; at the real time by default. */
  readonly beginAt?: number | undefined;
  readonly onError: (error: unknown) => void;
  readonly synced?: (() => void) | undefined;
};

/** The offset that the clock was left with. A clock begins once: data that exist keep theirs. */
const offsetIn = (settings: Settings, beginAt: number | undefined): number => {
  if (beginAt !== undefined && settings.isEmpty()) settings.writeNow('clock-offset', String(beginAt - Date.now()));
  return Number(settings.read('clock-offset') ?? 0);
};

/**
 * Opens the data and takes up the clock where it was left.
 * @throws RuntimeRefusal as `openDataFile` does.
 */
export const openData = ({ path, beginAt, onError, synced }: Options): Data => {
  const file = openDataFile(path);
  const { turns, durable } = groupCommit(file.db, { sync: file.sync, synced });
  const settings = makeSettings(file.db, turns);
  const clock = makeClock({
    offset: offsetIn(settings, beginAt),
    saveOffset: (offset) => settings.write('clock-offset', String(offset)),
    onError,
  });
  return { file, turns, durable, settings, clock, mailbox: makeMailbox(file.db, turns) };
};
