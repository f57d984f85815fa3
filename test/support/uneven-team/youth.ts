import type { Intensity } from '../../../shared/domain/vocabulary.ts';

/** What comes to a youth beside the ordinary, on a day of theirs. */
export type Turn =
  'death' | 'death-closes' | 'not-safe' | 'suspension' | 'withdrawal' | 'declined' | 'closure' | 'second-referral';

/** What somebody did about a youth, as they did it: kept here, apart from what the system says of it. */
export type Act = {
  readonly at: string;
  /** touch: in touch, or tried · answer: to a request for support · step: paperwork · look: at a critical event · the others by their name. */
  readonly kind: 'touch' | 'answer' | 'step' | 'look' | 'suspend' | 'resume' | 'death' | 'end' | 'reopen' | 'joined';
  /** The day until which somebody chose to leave it. */
  readonly until?: string;
};

export type Youth = {
  readonly n: number;
  readonly caseId: string;
  readonly reference: string;
  readonly intensity: Intensity;
  /** The user who is responsible. */
  readonly worker: string;
  readonly receivedAt: string;
  readonly turn: { readonly what: Turn; readonly onDay: number } | undefined;
  acts: readonly Act[];
  /** Contacts and attempts on or before the day that they were due, and after it. */
  contacts: number;
  late: number;
};

/** Whether the case was open at that moment, as far as those who acted know. */
export const isLive = ({ acts }: Youth, at: string): boolean => {
  const last = acts.filter((act) => act.at <= at && ['death', 'end', 'reopen'].includes(act.kind)).at(-1);
  return last === undefined || last.kind === 'reopen';
};

export const isSuspended = ({ acts }: Youth, at: string): boolean =>
  acts.filter((act) => act.at <= at && ['suspend', 'resume'].includes(act.kind)).at(-1)?.kind === 'suspend';

export const note = (youth: Youth, act: Act): void => {
  youth.acts = [...youth.acts, act];
};
