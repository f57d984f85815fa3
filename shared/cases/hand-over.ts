import type { Membership } from '../access/membership.ts';
import { standInsOf } from '../access/stand-ins.ts';
import type { Notice } from '../domain/team/notice.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import { WriteRefusedError } from '../store/write-refused.ts';
import { dayOf } from '../time/opening.ts';
import { quebecCalendar } from '../time/quebec.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly notices: Pick<NoticeStore, 'noticesBetween' | 'write' | 'puts'>;
  readonly clock: Clock;
};

/** A day on the organisation's clocks begins and ends within these moments, whatever the season. */
const around = ({ from, until }: { readonly from: string; readonly until: string }) => ({
  from: `${from}T00:00:00.000Z`,
  until: new Date(Date.parse(`${until}T00:00:00.000Z`) + 2 * 86_400_000).toISOString(),
});

/**
 * Puts what waits for somebody on the days that they are away before whoever stands in then, at the same moment: it is counted
 * in the message of that morning. Doing it again changes nothing.
 */
export const makeHandOver = ({ notices, clock }: Dependencies) => {
  const give = (notice: Notice): Promise<void> =>
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

  return async (absent: Membership, team: readonly Membership[]): Promise<void> => {
    const { absence, sub } = absent;
    if (!absence) return;
    const now = clock.now();
    const { from, until } = around(absence);
    const waiting = await notices.noticesBetween(sub, from > now ? from : now, until);
    for (const { about, noticeId, tellAt } of waiting) {
      const day = dayOf(quebecCalendar, tellAt);
      if (about.kind !== 'rung' || day < absence.from || day > absence.until) continue;
      for (const standIn of standInsOf(absent, team, day)) {
        await give({ sub: standIn.sub, noticeId, recordedAt: now, tellAt, about });
      }
    }
  };
};

export type HandOver = ReturnType<typeof makeHandOver>;
