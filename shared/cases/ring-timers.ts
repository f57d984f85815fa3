import type { Case } from '../domain/case/case.ts';
import type { Team, TeamStore } from '../store/team-store.ts';
import type { TimerStore } from '../store/timer-store.ts';
import type { Clock, NoteFailure } from './ports.ts';
import { makeRecordRung, type RecordRungDependencies } from './record-rung.ts';
import { retrying } from './retrying.ts';

type Dependencies = RecordRungDependencies & {
  readonly timers: TimerStore;
  readonly team: Pick<TeamStore, 'read'>;
  readonly clock: Clock;
  readonly noteFailure: NoteFailure;
  /** Whether somebody reads when there is something to do again: finding it takes a query of each shard. */
  readonly readsNextDueAt: boolean;
};

const atOnce = 100;
/** How long one sweep goes on, in milliseconds; the next one does the rest. */
const longest = 45_000;
/** How long the sweep may sleep when nothing is to come; on one machine any write wakes it before. */
const rest = 86_400_000;

export type RungTimers = { readonly looked: number; readonly failed: number; readonly nextDueAt?: string };

/**
 * Records the rungs that have come, oldest first. Its cost grows with what has come due, not with what is open, and what it
 * does not come to is the next one's.
 */
export const makeRingTimers = (dependencies: Dependencies) => {
  const { timers, team, clock, noteFailure, readsNextDueAt } = dependencies;
  const record = makeRecordRung(dependencies);

  return async (): Promise<RungTimers> => {
    const began = clock.now();
    const teams = new Map<string, Promise<Team>>();
    const teamOf = ({ organisation, unit }: Case, now: string): Promise<Team> => {
      const name = `${organisation}#${unit}`;
      const known = teams.get(name) ?? team.read(organisation, unit, now);
      teams.set(name, known);
      return known;
    };
    const ring = (caseId: string, timerId: string) =>
      retrying(async () => {
        const now = clock.now();
        const read = await timers.read(caseId, timerId);
        if (read) await record(read, now, await teamOf(read.found, now));
      });

    let looked = 0;
    let failed = 0;
    let after: string | undefined = '';
    do {
      const listed = await timers.due({ after, now: began, limit: atOnce });
      for (const { caseId, timerId } of listed) {
        await ring(caseId, timerId).catch((error: unknown) => {
          noteFailure({ caseId, timerId }, error);
          failed += 1;
        });
      }
      looked += listed.length;
      // What cannot be recorded stays in front; those behind it have their turn all the same.
      after = listed.length < atOnce ? undefined : listed.at(-1)?.sort;
    } while (after !== undefined && Date.parse(clock.now()) - Date.parse(began) < longest);
    if (looked > 0 || !readsNextDueAt) return { looked, failed };
    const next = await timers.nextAfter(began);
    const latest = new Date(Date.parse(began) + rest).toISOString();
    return { looked, failed, nextDueAt: next !== undefined && next < latest ? next : latest };
  };
};
