import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referral } from '../support/disk/referral.ts';
import { mustServe, serve, type Served } from '../support/disk/served.ts';

let home: string;
let folder: string;
let served: Served;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'parcours-promise-'));
  folder = join(home, 'data');
  served = await mustServe(folder);
});
afterEach(async () => {
  await served.kill();
  rmSync(home, { recursive: true, force: true });
});

/** Refers until nobody answers any more; how many were acknowledged. */
const referOn = async (): Promise<number> => {
  let acknowledged = 0;
  try {
    const referrer = await served.as('referrer@est');
    for (;;) if ((await referrer.post('/v1/referrals', referral())).status === 202) acknowledged += 1;
  } catch {
    return acknowledged;
  }
};

describe('a process that cannot keep its promise says one line and ends', () => {
  test('when one fsync failed, since only a restart knows what is on the disk', async () => {
    await served.inflict('break-sync');
    expect(await referOn()).toBe(0);
    expect(await served.ended()).toBe(1);
    expect(served.said()).toEqual([
      expect.stringMatching(/n’a pas gardé ce qui lui était confié \(EIO\).* did not keep what it was given \(EIO\)/),
    ]);
    served = await mustServe(folder);
  });

  const lost = /n’est plus celui que Parcours a ouvert.* is no longer the one that Parcours opened/;

  test.each([
    [
      'deleted',
      () => {
        rmSync(folder, { recursive: true });
      },
    ],
    [
      'moved away',
      () => {
        renameSync(folder, `${folder}-old`);
      },
    ],
    [
      'replaced by a copy',
      () => {
        cpSync(folder, `${folder}-copy`, { recursive: true });
        renameSync(folder, `${folder}-old`);
        renameSync(`${folder}-copy`, folder);
      },
    ],
    [
      'given another data file',
      () => {
        copyFileSync(join(folder, 'parcours.sqlite'), join(home, 'other'));
        renameSync(join(home, 'other'), join(folder, 'parcours.sqlite'));
      },
    ],
    [
      'left without its log',
      () => {
        rmSync(join(folder, 'parcours.sqlite-wal'));
      },
    ],
  ])('when its data folder is %s: nothing more is acknowledged', async (_, replace) => {
    replace();
    expect(await referOn()).toBe(0);
    expect(await served.ended()).toBe(1);
    expect(served.said()).toEqual([expect.stringMatching(lost)]);
  });

  test('also when nobody asks anything of it, and leaves what stands in its place alone', async () => {
    renameSync(folder, `${folder}-old`);
    cpSync(`${folder}-old`, folder, { recursive: true });
    const before = readdirSync(folder).sort();
    await served.says(lost);
    expect(await served.ended()).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('and a second one beside it is refused', async () => {
    const second = await serve(folder);
    expect(second).toMatchObject({ code: 1, refused: expect.stringMatching(/in use by another process/) as unknown });
    expect(served.isRunning()).toBe(true);
  });
});
