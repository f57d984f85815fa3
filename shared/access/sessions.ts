import type { Membership } from './membership.ts';

/** How many ended sessions are remembered: more than somebody ends while a token of one of them is still alive. */
const endedSessionsKept = 12;

/** Whether a session was ended by its own sign-out, so that tokens of it that are still alive open nothing. */
export const isEnded = ({ endedSessions = [] }: Pick<Membership, 'endedSessions'>, session: string): boolean =>
  endedSessions.includes(session);

/** The membership once a session has ended. */
export const withEnded = (membership: Membership, session: string): Membership => ({
  ...membership,
  endedSessions: [...(membership.endedSessions ?? []), session].slice(-endedSessionsKept),
});
