import { setImmediate as turn } from 'node:timers/promises';
import { Crash, type Hook, type Point } from './hook.ts';

/** A process that may die at any point, after which nothing of it happens any more. `dies` is asked at each point that is passed. */
export const mortal = (dies: (point: Point) => boolean): { readonly hook: Hook; readonly isDead: () => boolean } => {
  let dead = false;
  return {
    isDead: () => dead,
    hook: async (point) => {
      // Others come in between.
      await turn();
      dead ||= dies(point);
      if (dead) throw new Crash(point);
    },
  };
};
