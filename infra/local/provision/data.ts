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

/**
 * Opens the data and takes up the clock where it was left.
 * @throws RuntimeRefusal as `openDataFile` does.
 */
export const openData = (path: string, onError: (error: unknown) => void, synced?: () => void): Data => {
  const file = openDataFile(path);
  const { turns, durable } = groupCommit(file.db, { sync: file.sync, synced });
  const settings = makeSettings(file.db, turns);
  const clock = makeClock({
    offset: Number(settings.read('clock-offset') ?? 0),
    saveOffset: (offset) => settings.write('clock-offset', String(offset)),
    onError,
  });
  return { file, turns, durable, settings, clock, mailbox: makeMailbox(file.db, turns) };
};
