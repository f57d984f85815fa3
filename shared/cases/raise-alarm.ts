import { may } from '../access/may.ts';
import { whoIsAlarmed } from '../access/told-now.ts';
import type { Case } from '../domain/case/case.ts';
import type { EventFacts } from '../domain/case/event.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import type { TeamStore } from '../store/team-store.ts';
import { endOfMinute } from '../time/opening.ts';
import { calendarOf } from '../time/quebec.ts';

type Dependencies = { readonly team: Pick<TeamStore, 'read'>; readonly notices: Pick<NoticeStore, 'puts'> };
type Raised = { readonly changed: Case; readonly facts: readonly EventFacts[]; readonly puts: readonly Put[] };

/**
 * Tells at once, whatever the hour, whoever is on call and the supervisors that a youth may not be safe tonight. Whoever could
 * not see the case may, until the responsible worker has been in touch.
 */
export const makeRaiseAlarm =
  ({ team, notices }: Dependencies) =>
  async (found: Case, { timerId, actor, now }: { timerId: string; actor: string; now: string }): Promise<Raised> => {
    const { caseId, reference } = found;
    const people = await team.read(found.organisation, found.unit, now);
    const told = whoIsAlarmed(people, calendarOf(people.hours), now).filter((sub) => sub !== actor);
    const newcomers = people.members.filter((one) => told.includes(one.sub) && !may(one, 'case:read', found));
    const standIns = [...new Set([...(found.standIns ?? []), ...newcomers.map(({ sub }) => sub)])];
    const tellAt = endOfMinute(now);
    return {
      changed: standIns.length > 0 ? { ...found, standIns } : found,
      facts: newcomers.map(({ sub: owner }) => ({ type: 'stand-in-named', at: now, actor: 'engine', owner })),
      puts: told.flatMap((sub) =>
        notices.puts.told({
          sub,
          noticeId: `alarm-${timerId}`,
          recordedAt: now,
          tellAt,
          about: { kind: 'alarm', caseId, reference, timerId },
        }),
      ),
    };
  };
