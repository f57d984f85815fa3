/**
 * How often one account may do in one window what others then have to look at: far above what anybody does by hand, far
 * below what hides real people among made-up ones. It depends on nobody but that account, so that reaching it says nothing.
 */
const allowances = {
  referral: { most: 60, windowMs: 6 * 3_600_000 },
  advice: { most: 30, windowMs: 24 * 3_600_000 },
  outreach: { most: 60, windowMs: 24 * 3_600_000 },
  /** The pages save what is typed while it is typed. */
  draft: { most: 1_200, windowMs: 3_600_000 },
  escalation: { most: 120, windowMs: 24 * 3_600_000 },
} as const;

export type AllowanceKind = keyof typeof allowances;

/** One account's use of one allowance in the window that holds a moment. */
export type Use = {
  readonly sub: string;
  readonly kind: AllowanceKind;
  /** Number of the window since the epoch. */
  readonly window: number;
  readonly most: number;
  /** Seconds since the epoch: the end of the window. */
  readonly expiresAt: number;
};

/** @param now ISO 8601, UTC */
export const useOf = (sub: string, kind: AllowanceKind, now: string): Use => {
  const { most, windowMs } = allowances[kind];
  const window = Math.floor(Date.parse(now) / windowMs);
  return { sub, kind, window, most, expiresAt: Math.ceil(((window + 1) * windowMs) / 1000) };
};

/** Whole seconds until it may be tried again, at least one. @param now ISO 8601, UTC */
export const retryAfterSecondsOf = ({ expiresAt }: Use, now: string): number =>
  Math.max(1, expiresAt - Math.floor(Date.parse(now) / 1000));
