import { readFileSync, writeFileSync } from 'node:fs';

type Golden = { readonly version: number; readonly shape: unknown };

const textOf = (golden: Golden): string => `${JSON.stringify(golden, null, 2)}\n`;

/**
 * Compares a shape and its version with what was reviewed; `UPDATE_GOLDEN=1` accepts another shape only under a higher version.
 * @returns what is wrong, in a sentence; `undefined` when nothing is
 */
export const compareShape = (file: string, golden: Golden, where: string): string | undefined => {
  const before = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const isSame = JSON.stringify(before.shape) === JSON.stringify(golden.shape);
  if (isSame && before.version === golden.version) return undefined;
  if (golden.version <= before.version) {
    return `the shape of what is stored has changed: raise ${where} above ${before.version}, then UPDATE_GOLDEN=1`;
  }
  if (process.env['UPDATE_GOLDEN'] !== '1') return `${where} was raised: UPDATE_GOLDEN=1 writes what goes with it`;
  writeFileSync(file, textOf(golden));
  return undefined;
};
