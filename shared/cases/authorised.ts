import type { Action } from '../access/matrix.ts';
import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { Case } from '../domain/case/case.ts';

/** @throws ProblemError `no-membership` */
export const knownMember = (membership: Membership | undefined): Membership => {
  if (!membership) throw new ProblemError('no-membership');
  return membership;
};

/** @throws ProblemError `no-membership`, `forbidden` */
export const allowedMember = (membership: Membership | undefined, action: Action): Membership => {
  const member = knownMember(membership);
  if (!may(member, action)) throw new ProblemError('forbidden');
  return member;
};

/**
 * The case, for somebody who may do this to it.
 * @throws ProblemError `not-found` when the case may not even be known to them, `forbidden` when only this is denied
 */
export const authorised = (membership: Membership, action: Action, found: Case | undefined): Case => {
  if (!found || !may(membership, 'case:read', found)) throw new ProblemError('not-found');
  if (!may(membership, action, found)) throw new ProblemError('forbidden');
  return found;
};
