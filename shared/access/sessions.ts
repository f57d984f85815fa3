import type { Membership } from './membership.ts';

/** Seconds after which no issuer renews a session that was signed out of: thirty days, where ours renews for twelve hours. */
const rememberedSeconds = 30 * 86_400;
/** Ended sessions that may still be alive: far more than anybody signs out of in that time. About 50 bytes each. */
const mostRemembered = 1_000;

/** Whether a session was ended by its own sign-out, so that tokens of it that are still alive open nothing. */
export const isEnded = ({ endedSessions = [] }: Pick<Membership, 'endedSessions'>, session: string): boolean =>
  endedSessions.some((one) => one.session === session);

/**
 * The membership once a session has ended. None is forgotten while a token of it may live; `undefined` when there is no room
 * for one more. @param now ISO 8601, UTC
 */
export const withEnded = (membership: Membership, session: string, now: string): Membership | undefined => {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const alive = (membership.endedSessions ?? []).filter((one) => one.until > seconds && one.session !== session);
  if (alive.length >= mostRemembered) return undefined;
  return { ...membership, endedSessions: [...alive, { session, until: seconds + rememberedSeconds }] };
};
