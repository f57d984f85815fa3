import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, so small that a test can fill it. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all room but for so many bytes. */
  readonly fill: (left?: number) => void;
  readonly free: () => void;
  readonly remove: () => void;
};

const mebibyte = 1_048_576;

const fillFile = (file: string): void => {
  for (const chunk of [mebibyte, 4_096]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(chunk, 1), { flag: 'a' });
    } catch {
      // As was wanted.
    }
  }
};

/** Mounts a disk in memory; undefined where this user may not. */
export const mountSmallDisk = (mebibytes: number): SmallDisk | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const [filler, spare] = [join(folder, 'filler'), join(folder, 'spare')];
  return {
    folder,
    fill: (left = 0) => {
      if (left > 0) writeFileSync(spare, Buffer.alloc(left, 1));
      fillFile(filler);
      rmSync(spare, { force: true });
    },
    free: () => {
      rmSync(filler, { force: true });
    },
    remove: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
