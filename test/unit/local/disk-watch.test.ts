import { describe, expect, test } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeClock } from '../../../infra/local/clock/clock.ts';
import { DiskRefusal, makeDiskWatch } from '../../../infra/local/sqlite/disk-watch.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';
import { makeSettings } from '../../../infra/local/sqlite/settings.ts';

/** A disk with a data file, a clock and settings on it, as a runtime has them. */
const makeSystem = () => {
  const lines: string[] = [];
  const last: string[] = [];
  const watch = makeDiskWatch({
    file: 'the file',
    say: (line) => lines.push(line),
    end: (line) => last.push(line),
    tryAfterMs: 10,
  });
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const { settings, rider } = makeSettings({ db, nextTurn: () => turns(() => {}), syncNow: () => {} });
  const { turns } = groupCommit(db, { watch, rider });
  watch.tryWith(() =>
    turns(() => {
      db.exec("INSERT INTO setting VALUES ('room', hex(zeroblob(20000))); DELETE FROM setting WHERE name = 'room'");
    }),
  );
  const clock = makeClock({
    saveOffset: (offset) => settings.write('clock-offset', String(offset)),
    disk: watch,
    onError: (error) => lines.push(String(error)),
  });
  const write = (bytes: number) =>
    turns(() => {
      db.prepare('INSERT OR REPLACE INTO setting VALUES (?, hex(zeroblob(?)))').run('big', bytes);
    });
  const fill = () => {
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
    db.exec(`PRAGMA max_page_count = ${pages}`);
  };
  const free = () => {
    db.exec('PRAGMA max_page_count = 100000');
  };
  return { lines, last, watch, clock, settings, write, fill, free };
};

describe('a full disk', () => {
  test('refuses what is to be written, says so once, and once that it has passed', async () => {
    const { lines, watch, write, fill, free } = makeSystem();
    fill();
    await expect(write(50_000)).rejects.toThrow(DiskRefusal);
    await expect(write(50_000)).rejects.toThrow(DiskRefusal);
    await sleep(60);
    expect(lines).toEqual([expect.stringMatching(/le disque .* the disk .* is full.*\(SQLite 13\)$/)]);
    free();
    await watch.writable();
    await write(50_000);
    expect(lines).toEqual([expect.any(String), 'the file : l’écriture a repris / the file: recording has resumed']);
  });

  test('stops the clock: what is due waits, and what was refused is done again', async () => {
    const { clock, watch, write, fill, free, lines } = makeSystem();
    fill();
    await expect(write(50_000)).rejects.toThrow(DiskRefusal);
    const done: string[] = [];
    clock.wakeAt('k', 'due', clock.now(), async () => {
      await write(50_000);
      done.push('due');
    });
    await expect(clock.advance(60_000)).rejects.toThrow(DiskRefusal);
    await sleep(60);
    expect(done).toEqual([]);
    free();
    await watch.writable();
    await sleep(60);
    expect(done).toEqual(['due']);
    expect(lines).toHaveLength(2);
    clock.stop();
  });

  test('keeps the clock from going back: a refused offset is written with whatever is written next', async () => {
    const { clock, settings, write, fill, free } = makeSystem();
    clock.wakeAt('k', 'fills', clock.now() + 1_000, async () => {
      fill();
      await write(50_000);
    });
    await expect(clock.advance(60_000)).rejects.toThrow(DiskRefusal);
    free();
    await write(10);
    expect(Number(settings.read('clock-offset'))).toBeGreaterThanOrEqual(1_000 - 50);
    clock.stop();
  });
});

test('damage ends it with one line, and nothing is written from then on', async () => {
  const { last, lines, watch, write } = makeSystem();
  const damage = Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
  expect(watch.note(damage)).toBeInstanceOf(DiskRefusal);
  watch.note(damage);
  expect([last, lines]).toEqual([[expect.stringMatching(/est abîmé.* is damaged: restore a backup/)], []]);
  await expect(write(1)).rejects.toThrow(/is damaged/);
});

test('what is not of the disk is nobody’s refusal', () => {
  const { watch, lines } = makeSystem();
  expect(watch.note(new Error('a defect'))).toBeUndefined();
  expect(lines).toEqual([]);
});
