import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { standInsOf } from '../access/stand-ins.ts';
import type { Notice, NoticeAbout } from '../domain/team/notice.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Team } from '../store/team-store.ts';
import { WriteRefusedError } from '../store/write-refused.ts';
import type { Calendar } from '../time/calendar.ts';
import { dayOf, endOfMinute, isWorking, morningAfter } from '../time/opening.ts';
import { calendarOf } from '../time/quebec.ts';
import { append } from './chain.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';
import type { StillStands } from './still-stands.ts';

type Dependencies = {
  readonly notices: Pick<NoticeStore, 'noticesBetween' | 'write' | 'puts'>;
  readonly store: Pick<CaseStore, 'readCases' | 'write' | 'puts'>;
  readonly stillStands: StillStands;
  readonly clock: Clock;
};

type Absent = {
  readonly absent: Membership;
  readonly team: Team;
  /** `sub` of who registered the absence. */
  readonly actor: string;
};

type Rung = Extract<NoticeAbout, { kind: 'rung' }>;
type OfCase = Notice & { readonly about: Rung };
const isOfCase = (notice: Notice): notice is OfCase => notice.about.kind === 'rung';

/** The last moment that sorts as text after all others; an absence whose end nobody knows may be written down until then. */
const endOfTime = Date.parse('9999-12-31T23:59:59.999Z');

/** A day on the organisation's clocks begins and ends within these moments, whatever the season. */
const around = ({ from, until }: NonNullable<Membership['absence']>) => ({
  from: `${from}T00:00:00.000Z`,
  until: new Date(Math.min(endOfTime, Date.parse(`${until}T00:00:00.000Z`) + 2 * 86_400_000)).toISOString(),
});

/** When a stand-in is told: in the same message; when that has left, at once for what is intensive, else in the next morning. */
const toldAt = ({ tellAt, about }: OfCase, calendar: Calendar, now: string): string => {
  if (tellAt > now) return tellAt;
  const isUrgent = about.intensity === 'intensive' && about.rung !== 'due-soon';
  return isUrgent && isWorking(calendar, now) ? endOfMinute(now) : morningAfter(calendar, now);
};

/**
 * Puts what waits for somebody on the days that they are away before whoever stands in then. Whoever stands in may see the case
 * until the responsible worker is in touch again. Doing it again changes nothing.
 */
export const makeHandOver = ({ notices, store, stillStands, clock }: Dependencies) => {
  const tell = (notice: Notice): Promise<void> =>
    retrying(async () => {
      try {
        await notices.write(notices.puts.told(notice));
      } catch (error) {
        if (!(error instanceof WriteRefusedError) || error.refused.length === 0) throw error;
        // It stands there already, or its message has just left: then the inbox says it.
        if (!error.refused.includes('notice')) await notices.write([notices.puts.notice(notice)]);
      }
    });

  const letIn = (standIn: Membership, caseId: string, actor: string): Promise<void> =>
    retrying(async () => {
      const [found] = await store.readCases([caseId]);
      if (!found || may(standIn, 'case:read', found)) return;
      const changed = { ...found, standIns: [...(found.standIns ?? []), standIn.sub] };
      const facts = { type: 'stand-in-named', at: clock.now(), actor, owner: standIn.sub } as const;
      const { next, event } = append(changed, facts);
      await store.write([store.puts.changedCase(next, found), store.puts.event(event)]);
    });

  /** What waits for somebody within these moments and has not been seen to since. */
  const waitingFor = async (absent: Membership, { from, until }: ReturnType<typeof around>) => {
    const lines = await stillStands(absent, await notices.noticesBetween(absent.sub, from, until));
    return lines
      .filter(({ stands }) => stands)
      .map(({ notice }) => notice)
      .filter(isOfCase);
  };

  return async ({ absent, team, actor }: Absent): Promise<void> => {
    const { absence } = absent;
    if (!absence) return;
    const now = clock.now();
    const calendar = calendarOf(team.hours);
    const isDuring = (at: string): boolean => {
      const day = dayOf(calendar, at);
      return absence.from <= day && day <= absence.until;
    };
    const within = around(absence);
    const known = new Map<string, Promise<readonly Notice[]>>();
    const has = async (sub: string, noticeId: string): Promise<boolean> => {
      const own = known.get(sub) ?? notices.noticesBetween(sub, within.from, within.until);
      known.set(sub, own);
      return (await own).some((one) => one.noticeId === noticeId);
    };

    for (const notice of await waitingFor(absent, within)) {
      const tellAt = toldAt(notice, calendar, now);
      if (!isDuring(notice.tellAt) || !isDuring(tellAt)) continue;
      for (const standIn of standInsOf(absent, team.members, dayOf(calendar, tellAt))) {
        if (await has(standIn.sub, notice.noticeId)) continue;
        await letIn(standIn, notice.about.caseId, actor);
        await tell({ sub: standIn.sub, noticeId: notice.noticeId, recordedAt: now, tellAt, about: notice.about });
      }
    }
  };
};

export type HandOver = ReturnType<typeof makeHandOver>;
