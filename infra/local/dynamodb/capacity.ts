import type { Table } from './tables/table.ts';

export type CapacityMode = 'NONE' | 'TOTAL' | 'INDEXES';

/** Units of reading so many bytes: 4 KB each, half of one where the read may be stale. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** Units of writing so many bytes: 1 KB each. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

type Spent = { table: number; readonly indexes: Map<string, number> };

/** Adds up the units that a request spends on its tables and their indexes. */
export class CapacityMeter {
  readonly #spent = new Map<string, Spent>();
  readonly #factor: number;

  /** `factor` is 2 in a transaction, whose every item is read or written twice. */
  constructor(factor = 1) {
    this.#factor = factor;
  }

  add(table: Table, units: number, index?: string): void {
    const spent = this.#spent.get(table.name) ?? { table: 0, indexes: new Map<string, number>() };
    this.#spent.set(table.name, spent);
    const cost = units * this.#factor;
    if (index === undefined) spent.table += cost;
    else spent.indexes.set(index, (spent.indexes.get(index) ?? 0) + cost);
  }

  /** One `ConsumedCapacity` for each table, or none where the request did not ask. */
  report(mode: CapacityMode, kind?: 'Read' | 'Write'): readonly object[] {
    if (mode === 'NONE') return [];
    return [...this.#spent].map(([name, { table, indexes }]) => {
      const units = (count: number) => ({ CapacityUnits: count, ...(kind && { [`${kind}CapacityUnits`]: count }) });
      const total = [...indexes.values()].reduce((sum, one) => sum + one, table);
      const byIndex = Object.fromEntries([...indexes].map(([index, count]) => [index, units(count)]));
      return {
        TableName: name,
        ...units(total),
        ...(mode === 'INDEXES' && { Table: units(table) }),
        ...(mode === 'INDEXES' && indexes.size > 0 && { GlobalSecondaryIndexes: byIndex }),
      };
    });
  }
}
