import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { RuntimeRefusal } from '../refusal.ts';
import { explain } from './explain-failure.ts';

/** https://sqlite.org/walformat.html */
const headerBytes = 32;
const frameHeaderBytes = 24;
/** The log's checksums are of little-endian words; of big-endian ones on machines that no Node runs on. */
const magic = 0x377f0682;

type Sums = readonly [number, number];

const sumOf = (bytes: Buffer, [first, second]: Sums): Sums => {
  let [one, other] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + bytes.readUInt32LE(at) + other) >>> 0;
    other = (other + bytes.readUInt32LE(at + 4) + one) >>> 0;
  }
  return [one, other];
};

const isSum = (bytes: Buffer, at: number, [one, other]: Sums): boolean =>
  bytes.readUInt32BE(at) === one && bytes.readUInt32BE(at + 4) === other;

const read = (descriptor: number, at: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
};

/**
 * Whether a frame is not what was written although a later transaction is there. A transaction begins when the one before it
 * is on the disk: a power cut tears the last one at most.
 */
const isDamagedIn = (descriptor: number): boolean => {
  const header = read(descriptor, 0, headerBytes);
  if (header.length < headerBytes || header.readUInt32BE(0) !== magic) return false;
  const salts = header.toString('latin1', 16, 24);
  const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
  let sums = sumOf(header.subarray(0, 24), [0, 0]);
  let isWhole = isSum(header, 24, sums);
  let wasCommitted = false;
  for (let at = headerBytes; ; at += frameBytes) {
    const frame = read(descriptor, at, frameBytes);
    if (frame.length < frameBytes) return false;
    const isOfThisLog = frame.toString('latin1', 8, 16) === salts;
    if (isOfThisLog && wasCommitted) return true;
    if (isWhole) {
      sums = sumOf(frame.subarray(frameHeaderBytes), sumOf(frame.subarray(0, 8), sums));
      isWhole = isOfThisLog && isSum(frame, 16, sums);
    }
    // The mark of a frame that ends a transaction: how many pages there are.
    wasCommitted ||= isOfThisLog && !isWhole && frame.readUInt32BE(4) > 0;
  }
};

/**
 * SQLite reads its log up to the first frame that is damaged, and forgets all that was recorded after it without a word. To be
 * called before it opens the file.
 * @throws RuntimeRefusal
 */
export const refuseDamagedLog = (file: string): void => {
  const log = `${file}-wal`;
  if (!existsSync(log)) return;
  const descriptor = openSync(log, 'r');
  try {
    if (isDamagedIn(descriptor)) throw new RuntimeRefusal(explain('damaged', log));
  } finally {
    closeSync(descriptor);
  }
};
