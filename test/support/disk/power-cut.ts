import type fileSystem from 'node:fs';
import { closeSync, copyFileSync, mkdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';

/**
 * Imported before everything else in the process of a system (`node --import`). Sent a folder as a message, it copies the data
 * there as a power cut at that moment would leave them, and answers when it has. The process has one thread that writes, and
 * it is here meanwhile: the copy is of one instant. Beyond that, a power cut loses any part of what no fsync has confirmed:
 *
 * - sectors of the log that were written after the last fsync that ended;
 * - pages of the data file that a checkpoint is writing: those that the log still holds.
 *
 * https://sqlite.org/walformat.html
 */
const logHeaderBytes = 32;
const frameHeaderBytes = 24;
const sectorBytes = 512;

/** How much of which log: one that begins anew has other salts. */
type Extent = { readonly salts: string; readonly bytes: number };

const fs = createRequire(import.meta.url)('node:fs') as typeof fileSystem;
const original = { openSync: fs.openSync, fdatasync: fs.fdatasync, fdatasyncSync: fs.fdatasyncSync };
const logs = new Map<number, string>();
const durable = new Map<string, Extent>();

const readAt = (descriptor: number, at: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
};

/** The frames that are written, from where the last look ended. */
const extentOf = (log: string): Extent => {
  const descriptor = original.openSync(log, 'r');
  try {
    const header = readAt(descriptor, 0, logHeaderBytes);
    if (header.length < logHeaderBytes) return { salts: '', bytes: 0 };
    const salts = header.toString('hex', 16, 24);
    const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
    const known = durable.get(log);
    let bytes = known?.salts === salts ? known.bytes : logHeaderBytes;
    while (readAt(descriptor, bytes, frameHeaderBytes).toString('hex', 8, 16) === salts) bytes += frameBytes;
    return { salts, bytes };
  } finally {
    closeSync(descriptor);
  }
};

fs.openSync = (...given) => {
  const descriptor = original.openSync(...given);
  // As the runtime opens it: copies are written in another way.
  if (String(given[0]).endsWith('-wal') && given[1] === 'r+') logs.set(descriptor, String(given[0]));
  return descriptor;
};
fs.fdatasync = ((descriptor, done) => {
  const log = logs.get(descriptor);
  const extent = log === undefined ? undefined : extentOf(log);
  original.fdatasync(descriptor, (error) => {
    if (!error && log !== undefined && extent) durable.set(log, extent);
    done(error);
  });
}) as typeof fs.fdatasync;
fs.fdatasyncSync = (descriptor) => {
  original.fdatasyncSync(descriptor);
  const log = logs.get(descriptor);
  if (log !== undefined) durable.set(log, extentOf(log));
};
syncBuiltinESMExports();

/** What was written since the last fsync that ended: each sector is there or not. */
const tearLog = (log: Buffer, from: number): void => {
  for (let at = from; at < log.length;) {
    const next = Math.min(log.length, (Math.floor(at / sectorBytes) + 1) * sectorBytes);
    if (Math.random() < 0.5) log.fill(0, at, next);
    at = next;
  }
};

/** The pages that the log holds for good: a checkpoint may have written any sector of them, or none. */
const tearPages = (data: Buffer, log: Buffer, { bytes }: Extent): void => {
  if (bytes <= logHeaderBytes) return;
  const pageBytes = log.readUInt32BE(8);
  const frameBytes = frameHeaderBytes + pageBytes;
  let committed = logHeaderBytes;
  for (let at = logHeaderBytes; at < bytes; at += frameBytes)
    if (log.readUInt32BE(at + 4) > 0) committed = at + frameBytes;
  for (let at = logHeaderBytes; at < committed; at += frameBytes) {
    const start = (log.readUInt32BE(at) - 1) * pageBytes;
    if (start < data.length && Math.random() < 0.5) data.fill(0, start + sectorBytes, start + pageBytes);
  }
};

const cutInto = (folder: string, log: string): void => {
  const file = log.replace(/-wal$/, '');
  mkdirSync(folder, { mode: 0o700 });
  const [data, bytes] = [readFileSync(file), readFileSync(log)];
  const kept = durable.get(log);
  const isSame = kept !== undefined && kept.salts === bytes.toString('hex', 16, 24);
  tearLog(bytes, isSame ? kept.bytes : 0);
  if (isSame) tearPages(data, bytes, kept);
  writeFileSync(join(folder, basename(file)), data, { mode: 0o600 });
  writeFileSync(join(folder, basename(log)), bytes, { mode: 0o600 });
  copyFileSync(join(file, '..', 'keys.json'), join(folder, 'keys.json'));
};

process.on('message', (folder: string) => {
  for (const log of new Set(logs.values())) cutInto(folder, log);
  process.send?.(folder);
});
process.channel?.unref();
