import * as z from 'zod';
import { rungNames } from '../pathway/due.ts';
import { intensities } from '../vocabulary.ts';

const instant = z.iso.datetime();

/** What somebody is told of: codes and ids only. */
const noticeAboutSchema = z.discriminatedUnion('kind', [
  /** A rung of a case's ladder; it stands while the timer is still in that cycle. */
  z.object({
    kind: z.literal('rung'),
    caseId: z.string(),
    reference: z.string(),
    timerId: z.string(),
    cycle: z.int().positive(),
    rung: z.enum(rungNames),
    intensity: z.enum(intensities),
    dueAt: instant,
  }),
  /** A colleague asks for clinical advice. */
  z.object({ kind: z.literal('advice'), adviceId: z.string() }),
  /** A talk that is offered to a worker after a critical event. */
  z.object({ kind: z.literal('debrief'), caseId: z.string(), reference: z.string(), activityId: z.string() }),
  /** A new referral was joined to a case. */
  z.object({ kind: z.literal('referral-joined'), caseId: z.string(), reference: z.string() }),
  /** A youth may not be safe tonight; it stands until somebody has looked at it. */
  z.object({ kind: z.literal('alarm'), caseId: z.string(), reference: z.string(), timerId: z.string() }),
  /** A youth has died. */
  z.object({ kind: z.literal('death'), caseId: z.string(), reference: z.string() }),
  /** A colleague's e-mail that keeps coming back. */
  z.object({ kind: z.literal('undeliverable'), sub: z.string() }),
]);

/** A line of somebody's inbox, and what a message is counted from. */
export const noticeSchema = z.object({
  /** Whose inbox. */
  sub: z.string(),
  /** The same for the same cause, so that a repetition changes nothing. */
  noticeId: z.string(),
  recordedAt: instant,
  /** The message that counts it: the one to `sub` of that moment. */
  tellAt: instant,
  about: noticeAboutSchema,
  readAt: instant.optional(),
});

export type Notice = z.infer<typeof noticeSchema>;
export type NoticeAbout = Notice['about'];

/** waiting: to be sent at `tryAt` · sending: claimed by a sweep until `tryAt` · handed-over · delivered · dropped: nothing left to say · failed: given up. */
export const messageStates = ['waiting', 'sending', 'handed-over', 'delivered', 'dropped', 'failed'] as const;

/** One e-mail to one person: it counts the notices of the same `sub` and `tellAt` when it leaves. */
export const messageSchema = z.object({
  sub: z.string(),
  tellAt: instant,
  state: z.enum(messageStates),
  /** When a sweep has to look at it: the sending, the next try, or the end of a claim. */
  tryAt: instant,
  attempts: z.int().nonnegative(),
  /** The provider's id, once it has accepted it. */
  providerId: z.string().optional(),
});

export type Message = z.infer<typeof messageSchema>;
