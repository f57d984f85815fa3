import { allShards, indexes, indexKeys } from './keys.ts';
import type { RecordTable } from './record-table.ts';

/** Where a list goes on: the sort value of the last row that was seen. */
export type ListWindow = {
  readonly status: 'open' | 'closed';
  readonly after?: string | undefined;
  readonly limit: number;
};
export type Listed = { readonly caseId: string; readonly sort: string };

const caseIdOf = (pk: string): string => pk.slice('CASE#'.length);

/**
 * Ids of cases from the indexes, in order of due time (open) or of their end (closed). An index may be stale: whoever
 * shows a case re-reads it and authorises what was re-read.
 */
export const makeCaseLists = (table: RecordTable) => {
  const list = async (
    index: { readonly name: string; readonly pk: string; readonly sk: string },
    partitions: readonly string[],
    { status, after, limit }: ListWindow,
  ): Promise<readonly Listed[]> => {
    const window = { after: after ?? `${status}#`, before: `${status}#\uffff`, limit };
    const pages = await Promise.all(partitions.map((pk) => table.queryIndex(index, { pk, ...window })));
    return pages
      .flat()
      .map(({ key, sort }) => ({ caseId: caseIdOf(key.pk), sort }))
      .sort((a, b) => (a.sort < b.sort ? -1 : 1))
      .slice(0, limit);
  };

  return {
    ofWorker: (sub: string, window: ListWindow) => list(indexes.worker, [indexKeys.worker(sub)], window),

    ofOrganisation: (organisation: string, window: ListWindow) =>
      list(
        indexes.organisation,
        allShards.map((shard) => indexKeys.organisation(organisation, shard)),
        window,
      ),

    /** Cases that have owed something to their execution since before `since`, oldest first, at most `limit` a shard. */
    owedSince: async (since: string, limit: number): Promise<readonly Listed[]> => {
      const pages = await Promise.all(
        allShards.map((shard) =>
          table.queryIndex(indexes.owed, { pk: indexKeys.owed(shard), after: '', before: `${since}#\uffff`, limit }),
        ),
      );
      return pages.flat().map(({ key, sort }) => ({ caseId: caseIdOf(key.pk), sort }));
    },
  };
};

export type CaseLists = ReturnType<typeof makeCaseLists>;
