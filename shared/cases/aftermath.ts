import { erasedBy } from '../domain/case/rung-record.ts';
import type { Case } from '../domain/case/case.ts';
import { standingAt } from '../domain/case/lead.ts';
import type { ActivityRecord, Answers } from '../domain/case/step-record.ts';
import type { Contact, Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import type { Due } from '../domain/pathway/due.ts';
import type { Activity, Pathway } from '../domain/pathway/pathway.ts';
import { debriefFor } from '../domain/team/debrief.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import type { Calendar } from '../time/calendar.ts';
import { touchThread } from '../time/contact-clock.ts';
import { morningAfter } from '../time/opening.ts';
import { followUpTimer } from '../time/timers.ts';

/** Checks that are asked for at the same time: more than a worker can promise. */
const mostFollowUps = 12;
/** How many rungs a late entry is held against: those of months. */
const newestRungs = 40;

/** An activity as it is being recorded. */
export type Done = {
  readonly found: Case;
  readonly pathway: Pathway;
  readonly activity: Activity;
  readonly recorded: Omit<ActivityRecord, 'content' | 'step'>;
  readonly answers: Answers;
};

/** Where an activity leaves the thread, and what is written beside it. */
export type Aftermath = {
  readonly after: Thread;
  /** Whether it answers what the contact clock asks for. */
  readonly isInTouch: boolean;
  /** The contact that it tells of. */
  readonly contact: Contact | undefined;
  readonly puts: readonly Put[];
};

/** The contact that a form tells of, where the activity moves the thread; a message left is an attempt. */
const contactOf = ({ moves }: Activity, answers: Answers, at: string): Contact | undefined =>
  moves && { reached: answers[moves.reached] === 'yes', way: answers[moves.way] as Contact['way'], at };

/** How often it is told that somebody may not be safe, where the answers say so. */
export const alarmOf = ({ followUp }: Activity, answers: Answers): Due | undefined => {
  const alarm = followUp?.alarm;
  return alarm?.is.some((answer) => answers[alarm.field] === answer) ? alarm.every : undefined;
};

/** What is asked for after an activity, by what it declares; a check that this one makes is asked for no longer. */
const followUpsAfter = (
  thread: Thread,
  { found, pathway, activity, recorded, answers }: Done,
  calendar: Calendar,
): { readonly followUps: Thread['followUps']; readonly timer: Timer | undefined } => {
  const { activityId: timerId, activity: name, occurredAt, recordedAt: now } = recorded;
  const { followUp } = activity;
  const promised = followUp?.at === undefined ? undefined : answers[followUp.at];
  const every = alarmOf(activity, answers);
  const asked = { timerId, occurredAt, promised: typeof promised === 'string' ? promised : undefined, every, now };
  const timer = followUp && followUpTimer(found, followUp, asked, calendar);
  const left = thread.followUps.filter((one) => !pathway.activities[one.activity]?.followUp?.endedBy.includes(name));
  return { followUps: timer ? [...left, { timerId, activity: name }].slice(-mostFollowUps) : left, timer };
};

type Dependencies = {
  readonly store: Pick<CaseStore, 'contactRungs' | 'puts'>;
  readonly notices: Pick<NoticeStore, 'puts'>;
};

/** What comes of an activity, by what the pathway says of it: a contact moves the clock, checks are asked for or made. */
export const makeAftermath = ({ store, notices }: Dependencies) => {
  /** The rungs that a late entry takes out of the figures: read only where one may stand after it. */
  const erasing = async ({ caseId, timer }: Thread, { at }: Contact, now: string): Promise<readonly Put[]> => {
    const isLate = at < timer.since || timer.ladder.slice(0, timer.next).some((rung) => at <= rung.at);
    if (!isLate) return [];
    const rungs = await store.contactRungs(caseId, newestRungs);
    return erasedBy(rungs, at, now).map(store.puts.rung);
  };

  const offering = ({ found, activity, recorded }: Done, calendar: Calendar): readonly Put[] => {
    if (!activity.offersDebrief) return [];
    const { caseId, reference } = found;
    const { activityId, by: author, recordedAt: now } = recorded;
    const tellAt = morningAfter(calendar, now);
    return notices.puts.told(debriefFor({ author, caseId, reference, activityId, now, tellAt }));
  };

  return async (thread: Thread, done: Done, calendar: Calendar): Promise<Aftermath> => {
    const { found, pathway, activity, recorded, answers } = done;
    const contact = contactOf(activity, answers, recorded.occurredAt);
    const standing = { intensity: found.intensity, step: standingAt(found) };
    const touched = contact ? touchThread(thread, contact, standing, { rules: pathway.thread, calendar }) : thread;
    const { followUps, timer } = followUpsAfter(touched, done, calendar);
    const isSame = !timer && followUps.length === touched.followUps.length;
    return {
      after: isSame ? touched : { ...touched, followUps: [...followUps] },
      contact,
      isInTouch: contact !== undefined && touched.timer !== thread.timer,
      puts: [
        ...(timer ? [store.puts.timer(timer)] : []),
        ...(contact ? await erasing(thread, contact, recorded.recordedAt) : []),
        ...offering(done, calendar),
      ],
    };
  };
};
