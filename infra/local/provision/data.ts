import { makeClock, type Clock } from '../clock/clock.ts';
import type { Mode } from '../modes.ts';
import { makeMailbox, type Mailbox } from '../ses/mailbox.ts';
import { makeDiskWatch, type DiskWatch } from '../sqlite/disk-watch.ts';
import { explainFailure } from '../sqlite/explain-failure.ts';
import { groupCommit, type GroupCommit, type Turns } from '../sqlite/group-commit.ts';
import { openDataFile, type DataFile } from '../sqlite/open-file.ts';
import { checkAfterUncleanStop, markStarted, markStopped } from '../sqlite/last-stop.ts';
import { lookAfter, placeLost } from '../sqlite/place.ts';
import { makeSettings, type Settings } from '../sqlite/settings.ts';
import { checkRowShape, rowShapeSetting } from '../sqlite/versions.ts';
import { checkMode, modeSetting, noteOrganisation } from '../sqlite/whose.ts';

/** The data file and what keeps time in it. */
export type Data = {
  readonly file: DataFile;
  readonly turns: Turns;
  readonly durable: GroupCommit['durable'];
  readonly settings: Settings;
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly watch: DiskWatch;
  /** Writes what waited, as far as the disk takes it, and closes the file. */
  readonly close: () => void;
};

type Options = {
  /** Folder of the data, or `:memory:`. */
  readonly path: string;
  /** Where the clock of new data begins, in milliseconds since the epoch; at the real time by default. */
  readonly beginAt?: number | undefined;
  readonly mode: Mode;
  /** Version of the shape of the application's rows. */
  readonly rowShape: number;
  readonly onError: (error: unknown) => void;
  readonly synced?: (() => void) | undefined;
  /** Takes a line about the disk. */
  readonly say: (line: string) => void;
  /** Takes the last line of a process that cannot keep its promise, and ends it. */
  readonly end: (line: string) => void;
};

/** What is said once, of data that begin: data that exist keep theirs. */
const begin = (settings: Settings, { beginAt, rowShape, mode }: Options): void => {
  settings.writeNow({
    ...modeSetting(mode.name),
    ...rowShapeSetting(rowShape),
    ...(beginAt !== undefined && { 'clock-offset': String(beginAt - Date.now()) }),
  });
};

/** What was brought onto the disk counts only where people will look for it. */
const syncInPlace = ({ sync, place, folder = '' }: DataFile, watch: DiskWatch): (() => Promise<void>) | undefined => {
  return (
    sync &&
    (() =>
      sync().then(() => {
        if (!place.isHeld()) throw watch.end(placeLost(folder));
      }))
  );
};

/** Room that a disk has to have before it is taken for one that takes what comes. Bytes. */
const room = 65_536;

/** Writes something as large as what usually comes, with all that waited, and takes it away again. */
const makeAttempt = ({ db }: DataFile, turns: Turns): (() => Promise<void>) => {
  const fill = db.prepare(`INSERT OR REPLACE INTO setting (name, value) VALUES ('room', hex(zeroblob(${room / 2})))`);
  const clear = db.prepare("DELETE FROM setting WHERE name = 'room'");
  return () =>
    turns(() => {
      fill.run();
      clear.run();
    });
};

/**
 * Opens the data and takes up the clock where it was left.
 * @throws RuntimeRefusal as `openDataFile` does, when the data are of the other mode, when the rows have the shape of another
 * version, and when an unclean stop left damage.
 */
export const openData = (options: Options): Data => {
  const { path, mode, rowShape, onError, synced, say, end } = options;
  const file = openDataFile(path);
  const watch = makeDiskWatch({ file: file.name, say, end });
  const { settings, rider } = makeSettings({
    db: file.db,
    nextTurn: () => turns(() => {}),
    syncNow: file.syncNow,
  });
  const { turns, durable } = groupCommit(file.db, { sync: syncInPlace(file, watch), synced, watch, rider });
  watch.tryWith(makeAttempt(file, turns));
  try {
    if (settings.isEmpty()) begin(settings, options);
    checkMode(settings, path, mode.name);
    if (!mode.isErasable) noteOrganisation(file.folder);
    checkRowShape(settings, path, rowShape);
    checkAfterUncleanStop(settings, file, say);
    markStarted(settings);
  } catch (error) {
    file.close();
    throw explainFailure(file.name, error);
  }
  const clock = makeClock({
    offset: Number(settings.read('clock-offset') ?? 0),
    saveOffset: (offset) => settings.write('clock-offset', String(offset)),
    onError,
    disk: watch,
  });
  const stopLooking = lookAfter(file.place, () => watch.end(placeLost(path)));
  const close = (): void => {
    stopLooking();
    watch.stop();
    settings.end();
    // What the disk may not have kept, or somebody took away, is no clean stop.
    if (!watch.ended() && file.place.isHeld()) markStopped(settings);
    file.close();
  };
  return { file, turns, durable, settings, clock, mailbox: makeMailbox(file.db, turns), watch, close };
};
