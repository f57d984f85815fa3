import { caseloadCounted, caseloadOf, type Caseload } from '../domain/team/caseload.ts';
import type { CaseLists } from '../store/case-lists.ts';

/** How much people carry. Counted from the index, which may be a moment behind: a number for a talk, no list of cases. */
export const makeCaseloads =
  ({ lists }: { readonly lists: Pick<CaseLists, 'ofWorker'> }) =>
  async (sub: string): Promise<Caseload> => {
    const counted = await lists.ofWorker(sub, { status: 'open', limit: caseloadCounted });
    return caseloadOf(counted.length);
  };

export type Caseloads = ReturnType<typeof makeCaseloads>;
