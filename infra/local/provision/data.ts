import { makeClock, type Clock } from '../clock/clock.ts';
import { makeMailbox, type Mailbox } from '../ses/mailbox.ts';
import { groupCommit, type GroupCommit, type Turns } from '../sqlite/group-commit.ts';
import { openDataFile, type DataFile } from '../sqlite/open-file.ts';
import { makeSettings, type Settings } from '../sqlite/settings.ts';
import { checkRowShape, writeRowShape } from '../sqlite/versions.ts';

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
  /** Version of the shape of the application's rows. */
  readonly rowShape: number;
  readonly onError: (error: unknown) => void;
  readonly synced?: (() => void) | undefined;
};

/** What is said once, of data that begin: data that exist keep theirs. All of it or nothing, whenever the process dies. */
const begin = ({ db }: DataFile, settings: Settings, { beginAt, rowShape }: Options): void => {
  db.exec('BEGIN IMMEDIATE');
  writeRowShape(settings, rowShape);
  if (beginAt !== undefined) settings.writeNow('clock-offset', String(beginAt - Date.now()));
  db.exec('COMMIT');
};

/**
 * Opens the data and takes up the clock where it was left.
 * @throws RuntimeRefusal as `openDataFile` does, and when the rows have the shape of another version.
 */
export const openData = (options: Options): Data => {
  const { path, rowShape, onError, synced } = options;
  const file = openDataFile(path);
  const { turns, durable } = groupCommit(file.db, { sync: file.sync, synced });
  const settings = makeSettings(file.db, turns);
  try {
    if (settings.isEmpty()) begin(file, settings, options);
    checkRowShape(settings, path, rowShape);
  } catch (error) {
    file.close();
    throw error;
  }
  const clock = makeClock({
    offset: Number(settings.read('clock-offset') ?? 0),
    saveOffset: (offset) => settings.write('clock-offset', String(offset)),
    onError,
  });
  return { file, turns, durable, settings, clock, mailbox: makeMailbox(file.db, turns) };
};
