import { may } from '../access/may.ts';
import type { Case } from '../domain/case/case.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import type { TeamStore } from '../store/team-store.ts';
import { morningAfter } from '../time/opening.ts';
import { calendarOf } from '../time/quebec.ts';

type Dependencies = { readonly team: Pick<TeamStore, 'read'>; readonly notices: Pick<NoticeStore, 'puts'> };
type Came = { readonly before: Case; readonly after: Case; readonly actor: string; readonly now: string };

/**
 * Tells those who work with a youth that they have died: once, in their inbox at once and in the next morning's message, and
 * not to the person who wrote it down. Gives the puts, to stand in the transaction that brings the case to rest.
 */
export const makeTellDeath =
  ({ team, notices }: Dependencies) =>
  async ({ before, after, actor, now }: Came): Promise<readonly Put[]> => {
    if (before.rests || !after.rests) return [];
    const { caseId, reference, organisation, unit } = before;
    const { members, hours } = await team.read(organisation, unit, now);
    const tellAt = morningAfter(calendarOf(hours), now);
    return members
      .filter((one) => one.sub !== actor && may(one, 'case:read', before))
      .flatMap(({ sub }) =>
        notices.puts.told({
          sub,
          noticeId: `death-${caseId}-${now}`,
          recordedAt: now,
          tellAt,
          about: { kind: 'death', caseId, reference },
        }),
      );
  };
