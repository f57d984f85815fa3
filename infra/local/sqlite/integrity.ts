import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Endpoint } from '../aws/dispatch.ts';
import { checkRows } from './row-check.ts';

/** Where the audit asks a running system for it, which has its data file to itself. */
export const integrityPath = '/_local/integrity';

/** What a data file is worth. */
export const integritySchema = z.object({
  /** What SQLite says of its trees: `ok`, or the first of what is wrong. */
  trees: z.string(),
  rows: z.number(),
  /** Table → rows in it that are not what was written. */
  damaged: z.record(z.string(), z.number()),
});

export type Integrity = z.infer<typeof integritySchema>;

/** Looks through all of the data; nothing else is done meanwhile. */
const checkIntegrity = (db: DatabaseSync): Integrity => {
  const trees = String(db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']);
  // Through damaged trees there is no way to all rows.
  if (trees !== 'ok') return { trees, rows: 0, damaged: {} };
  const { rows, damaged } = checkRows(db);
  const counts: Record<string, number> = {};
  for (const table of damaged) counts[table] = (counts[table] ?? 0) + 1;
  return { trees, rows, damaged: counts };
};

/** The check on the AWS port, for those who may do all there: no function asks for it. */
export const integrityRest =
  (db: DatabaseSync): Endpoint =>
  ({ method, path, caller }) =>
    method === 'GET' && path === integrityPath && caller === undefined
      ? Promise.resolve({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(checkIntegrity(db)),
        })
      : undefined;
