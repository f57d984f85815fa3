import { readFileSync, writeFileSync } from 'node:fs';

const pageBytes = 2_048;

/** Flips one bit of a file. */
export const flipBit = (file: string, at: number, bit = Math.floor(Math.random() * 8)): void => {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(file, bytes);
};

const indexesOf = (bytes: Buffer, text: string): readonly number[] => {
  const found: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) found.push(at);
  return found;
};

/** Where a text is in a file, every time. */
export const placesOf = (file: string, text: string): readonly number[] => indexesOf(readFileSync(file), text);

/** Where the leaf pages of tables begin. */
export const leavesOf = (file: string): readonly number[] => {
  const bytes = readFileSync(file);
  const starts = Array.from({ length: bytes.length / pageBytes }, (_, page) => page * pageBytes).slice(1);
  return starts.filter((start) => bytes[start] === 0x0d);
};
