import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';

/** SHA-256 of the names and contents of the files that match, so that what is built from them need not be built again. */
export const fingerprint = (patterns: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of globSync([...patterns]).sort()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};
