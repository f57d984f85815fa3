import type { Case } from '../domain/case/case.ts';
import { attentionKeyOf } from './items/case-item.ts';
import { allShards, indexes, indexKeys, type Key } from './keys.ts';
import type { RecordTable } from './record-table.ts';

/** Where a list goes on: the sort value of the last row that was seen. */
export type ListWindow = {
  readonly status: 'open' | 'closed';
  readonly after?: string | undefined;
  readonly limit: number;
};
export type AttentionWindow = { readonly after?: string | undefined; readonly before: string; readonly limit: number };
export type SupportWindow = {
  readonly status: 'open' | 'ended';
  readonly after?: string | undefined;
  readonly limit: number;
};
export type Listed = { readonly caseId: string; readonly sort: string };

const caseIdOf = (pk: string): string => pk.slice('CASE#'.length);

type IndexName = (typeof indexes)[keyof typeof indexes];

/**
 * Ids of cases from the indexes, in order of due time (open) or of their end (closed). An index may be stale: whoever
 * shows a case re-reads it and authorises what was re-read.
 */
export const makeCaseLists = (table: RecordTable) => {
  const merge = async (
    index: IndexName,
    partitions: readonly string[],
    window: { readonly after: string; readonly before: string; readonly limit: number },
  ): Promise<readonly Listed[]> => {
    const pages = await Promise.all(partitions.map((pk) => table.queryIndex(index, { pk, ...window })));
    return pages
      .flat()
      .map(({ key, sort }) => ({ caseId: caseIdOf(key.pk), sort }))
      .sort((a, b) => (a.sort < b.sort ? -1 : 1))
      .slice(0, window.limit);
  };

  const list = (index: IndexName, partitions: readonly string[], { status, after, limit }: ListWindow) =>
    merge(index, partitions, { after: after ?? `${status}#`, before: `${status}#\uffff`, limit });

  return {
    ofWorker: (sub: string, window: ListWindow) => list(indexes.worker, [indexKeys.worker(sub)], window),

    ofMandate: (organisation: string, unit: string, window: ListWindow) =>
      list(
        indexes.organisation,
        allShards.map((shard) => indexKeys.organisation(organisation, unit, shard)),
        window,
      ),

    /** Requests for support of one mandate, by when they were opened (open) or ended (ended). */
    ofSupport: (
      organisation: string,
      unit: string,
      { status, after, limit }: SupportWindow,
    ): Promise<readonly { readonly key: Key; readonly sort: string }[]> => {
      const pk = indexKeys.support(organisation, unit);
      const window = { after: after ?? `${status}#`, before: `${status}#\uffff`, limit };
      return table.queryIndex(indexes.organisation, { pk, ...window });
    },

    /**
     * Cases whose execution has to be looked after, in the order of since when, from `after` to `before`. Closed ones
     * come last, under `closed#`.
     */
    ofAttention: async ({ after, before, limit }: AttentionWindow): Promise<readonly Listed[]> => {
      const partitions = allShards.map((shard) => indexKeys.attention(shard));
      return merge(indexes.attention, partitions, { after: after ?? '', before, limit });
    },

    /** Where a case stands in that order. */
    attentionPlaceOf: (found: Case): string => attentionKeyOf(found),
  };
};

export type CaseLists = ReturnType<typeof makeCaseLists>;
