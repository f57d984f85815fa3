import type { Turns } from '../../../infra/local/sqlite/group-commit.ts';

/** Which commit of a process is its last, and whether that one is still made. */
export type Crash = { readonly at: number; readonly side: 'before' | 'after' };

/** Stops the process, as it were, before or after a commit: nobody hears of that commit or of a later one. */
export const crashing =
  ({ at, side }: Crash, crashed: () => void) =>
  (turns: Turns): Turns => {
    let commits = 0;
    return async (work) => {
      commits += 1;
      if (commits < at) return turns(work);
      if (commits === at && side === 'after') await turns(work);
      crashed();
      return new Promise(() => {});
    };
  };
