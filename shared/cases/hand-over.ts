import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { standInsOf } from '../access/stand-ins.ts';
import type { Notice, NoticeAbout } from '../domain/team/notice.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import { WriteRefusedError } from '../store/write-refused.ts';
import { dayOf } from '../time/opening.ts';
import { quebecCalendar } from '../time/quebec.ts';
import { append } from './chain.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly notices: Pick<NoticeStore, 'noticesBetween' | 'write' | 'puts'>;
  readonly store: Pick<CaseStore, 'readCases' | 'write' | 'puts'>;
  readonly clock: Clock;
};

type Absent = {
  readonly absent: Membership;
  /** The mandate's members. */
  readonly team: readonly Membership[];
  /** `sub` of who registered the absence. */
  readonly actor: string;
};

type OfCase = Notice & { readonly about: Extract<NoticeAbout, { kind: 'rung' }> };
const isOfCase = (notice: Notice): notice is OfCase => notice.about.kind === 'rung';

/** A day on the organisation's clocks begins and ends within these moments, whatever the season. */
const around = ({ from, until }: NonNullable<Membership['absence']>) => ({
  from: `${from}T00:00:00.000Z`,
  until: new Date(Date.parse(`${until}T00:00:00.000Z`) + 2 * 86_400_000).toISOString(),
});

/**
 * Puts what waits for somebody on the days that they are away before whoever stands in then, at the same moment: it is counted
 * in the message of that morning. Whoever stands in may see the case until the next contact. Doing it again changes nothing.
 */
export const makeHandOver = ({ notices, store, clock }: Dependencies) => {
  const tell = (notice: Notice): Promise<void> =>
    retrying(async () => {
      const { sub, tellAt } = notice;
      const line = notices.puts.notice(notice);
      const message = notices.puts.message({ sub, tellAt, state: 'waiting', tryAt: tellAt, attempts: 0 });
      try {
        await notices.write([line, message]);
      } catch (error) {
        if (!(error instanceof WriteRefusedError) || error.refused.length === 0) throw error;
        // It stands there already, or its message has just left: then the inbox says it.
        if (!error.refused.includes('notice')) await notices.write([line]);
      }
    });

  const letIn = (standIn: Membership, caseId: string, actor: string): Promise<void> =>
    retrying(async () => {
      const [found] = await store.readCases([caseId]);
      if (!found || found.status === 'closed' || may(standIn, 'case:read', found)) return;
      const changed = { ...found, standIns: [...(found.standIns ?? []), standIn.sub] };
      const facts = { type: 'stand-in-named', at: clock.now(), actor, owner: standIn.sub } as const;
      const { next, event } = append(changed, facts);
      await store.write([store.puts.changedCase(next, found), store.puts.event(event)]);
    });

  return async ({ absent, team, actor }: Absent): Promise<void> => {
    const { absence, sub } = absent;
    if (!absence) return;
    const now = clock.now();
    const { from, until } = around(absence);
    const waiting = await notices.noticesBetween(sub, from > now ? from : now, until);
    for (const { about, noticeId, tellAt } of waiting.filter(isOfCase)) {
      const day = dayOf(quebecCalendar, tellAt);
      if (day < absence.from || day > absence.until) continue;
      for (const standIn of standInsOf(absent, team, day)) {
        await letIn(standIn, about.caseId, actor);
        await tell({ sub: standIn.sub, noticeId, recordedAt: now, tellAt, about });
      }
    }
  };
};

export type HandOver = ReturnType<typeof makeHandOver>;
