import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import type { Case } from '../domain/case/case.ts';
import { isBelieved } from '../domain/case/timer.ts';
import type { Notice, NoticeAbout } from '../domain/team/notice.ts';
import type { Cause, NoticeStore } from '../store/notice-store.ts';

type Rung = Extract<NoticeAbout, { readonly kind: 'rung' }>;

const noCause: Cause = { found: undefined, thread: undefined, timer: undefined };

/** A notice and whether there is still something to do about it. */
export type Line = {
  readonly notice: Notice;
  readonly stands: boolean;
  /** The case, where the reader of the line may read it. */
  readonly found: Case | undefined;
};

/** Whether the ladder that told of a rung is still the one that counts: nobody was in touch, checked, completed or ended it since. */
const isInCycle = ({ cycle }: Rung, { found, thread, timer }: Cause): boolean =>
  found !== undefined && thread !== undefined && timer?.cycle === cycle && isBelieved(timer, found, thread);

/** Whether somebody may still be asked for it: as one who may see the case, or as its direction. */
const isConcerned = (member: Membership, found: Case): boolean =>
  member.role === 'director'
    ? member.organisation === found.organisation && member.mandate.kind === 'program'
    : may(member, 'case:read', found);

/** A birthday asks for nothing but to be known. */
const isReadAlready = ({ timerId }: Rung, { readAt }: Notice): boolean => timerId === 'age' && readAt !== undefined;

const isOver = ({ status, rests }: Case): boolean => rests !== undefined || status === 'closing' || status === 'closed';

const lineOf = (member: Membership, notice: Notice, cause: Cause): Line => {
  const { about } = notice;
  const found = cause.found && may(member, 'case:read', cause.found) ? cause.found : undefined;
  if (about.kind === 'death')
    return { notice, found, stands: cause.found?.rests !== undefined && notice.readAt === undefined };
  if (about.kind === 'alarm') {
    const isAsked = cause.thread?.followUps.some(({ timerId }) => timerId === about.timerId) === true;
    return { notice, found, stands: isAsked && found !== undefined && !isOver(found) };
  }
  if (about.kind !== 'rung') return { notice, found, stands: notice.readAt === undefined };
  const isStill = isInCycle(about, cause) && cause.found !== undefined && isConcerned(member, cause.found);
  return { notice, found, stands: isStill && !isReadAlready(about, notice) };
};

/**
 * Looks at somebody's notices again. A rung stands while its timer is in the same cycle and they may be asked for it; all
 * other notices until they are read.
 */
export const makeStillStands =
  ({ notices }: { readonly notices: Pick<NoticeStore, 'readCauses'> }) =>
  async (member: Membership, told: readonly Notice[]): Promise<readonly Line[]> => {
    const causes = await notices.readCauses(told.map(({ about }) => about));
    return told.map((notice, index) => lineOf(member, notice, causes[index] ?? noCause));
  };

export type StillStands = ReturnType<typeof makeStillStands>;
