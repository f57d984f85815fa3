import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock/clock.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { DamagedRow } from '../../sqlite/row-check.ts';
import { CapacityMeter } from '../capacity.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import type { RunWrite } from '../writes/write.ts';
import { asBuffer } from './items.ts';

type Deps = {
  readonly db: DatabaseSync;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly tables: Catalogue;
  readonly run: RunWrite;
};

const wakeUp = ['dynamodb-expiry', 'next'] as const;
const day = 86_400_000;
const batch = 100;

/** Removes some of what is due; tells whether there may be more. A damaged row stays, and holds nothing else up. */
const makeRemoveSome = ({ db, clock, tables, run }: Deps): (() => boolean) => {
  const due = db.prepare(
    `SELECT name, pk, sk FROM dynamodb_items JOIN dynamodb_tables ON dynamodb_tables.id = table_id
     WHERE expires <= ? ORDER BY expires LIMIT ${batch}`,
  );
  const deletion = { action: 'Delete', payload: 0, test: undefined, showRefusing: false } as const;
  return () => {
    const rows = due.all(Math.floor(clock.now() / 1000));
    let removed = 0;
    for (const { name, pk, sk } of rows) {
      const [table, place] = [tables.get(String(name)), { pk: asBuffer(pk), sk: asBuffer(sk) }];
      try {
        run({ ...deletion, table, place, verify: () => {}, change: () => undefined }, new CapacityMeter());
        removed += 1;
      } catch (error) {
        if (!(error instanceof DamagedRow)) throw error;
      }
    }
    return rows.length === batch && removed > 0;
  };
};

/**
 * Removes items whose time to live is over, at most once a day, as AWS promises no better. Nothing is armed while
 * nothing can expire; `note` tells of an item written with a time to live, in seconds since the epoch.
 */
export const makeExpiry = (deps: Deps): { readonly note: (seconds: number) => void } => {
  const { db, turns, clock } = deps;
  const removeSome = makeRemoveSome(deps);
  const first = db.prepare('SELECT MIN(expires) AS expires FROM dynamodb_items WHERE expires IS NOT NULL');
  let armed = Number.POSITIVE_INFINITY;
  let swept = Number.NEGATIVE_INFINITY;

  const sweep = async (): Promise<void> => {
    armed = Number.POSITIVE_INFINITY;
    swept = clock.now();
    while (await turns(removeSome));
    armFirst();
  };

  const note = (seconds: number): void => {
    const at = Math.max(seconds * 1000, swept + day);
    if (at >= armed) return;
    armed = at;
    clock.wakeAt(...wakeUp, at, sweep);
  };

  const armFirst = (): void => {
    const expires = first.get()?.expires;
    if (expires !== null && expires !== undefined) note(Number(expires));
  };

  armFirst();
  return { note };
};
