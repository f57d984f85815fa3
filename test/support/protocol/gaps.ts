import { pauseAt, throwAt } from './hook.ts';
import { caseAt, complete, refer, settle } from './play.ts';
import type { World } from './world.ts';

/** Interruptions that people may send, the strongest first. */
export const interruptible = ['withdraw', 'close-now', 'cancel', 'suspend'] as const;

export const gaps = [
  'before the first start',
  'before the first step is open',
  'in an open step',
  'between T1 and its callback',
  'between the callback and open-step',
  'while open-step is about to write',
  'while open-step is about to return',
] as const;
export type Gap = (typeof gaps)[number];

/** A case in a gap, and what lets the rest go on. */
export const reachGap = async (
  world: World,
  gap: Gap,
): Promise<{ readonly caseId: string; readonly go: () => Promise<void> }> => {
  if (gap === 'before the first start') {
    return { caseId: await refer(world, world.actor(throwAt('before start'))), go: async () => {} };
  }
  if (gap === 'before the first step is open') return { caseId: await refer(world), go: () => settle(world) };
  const found = await caseAt(world, 'consent');
  const { caseId } = found;
  if (gap === 'in an open step') return { caseId, go: () => settle(world) };
  if (gap === 'between T1 and its callback') {
    const pause = pauseAt('before callback');
    const completing = complete(world.actor(pause.hook), found, 'agreed');
    await pause.reached;
    return {
      caseId,
      go: async () => {
        pause.go();
        await completing;
      },
    };
  }
  await complete(world.actor(), found, 'agreed');
  if (gap === 'between the callback and open-step') return { caseId, go: () => settle(world) };
  const pause = pauseAt(gap === 'while open-step is about to write' ? 'before write' : 'after write');
  const settling = settle(world, world.actor(pause.hook));
  await pause.reached;
  return {
    caseId,
    go: async () => {
      pause.go();
      await settling;
    },
  };
};
