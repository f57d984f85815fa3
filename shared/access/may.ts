import type { Case } from '../domain/case/case.ts';
import { caseRoles, type Role } from '../domain/vocabulary.ts';
import { matrix, type Action, type Relation } from './matrix.ts';
import type { Membership } from './membership.ts';

/** What of a case decides about rights. */
export type Subject = Pick<Case, 'organisation' | 'unit' | 'responsible' | 'second' | 'standIns'>;

/** Whether something written at that moment is sealed: a youth who withdraws takes back all that was written until then. */
export const isSealed = ({ sealedAt }: Pick<Case, 'sealedAt'>, writtenAt: string): boolean =>
  sealedAt !== undefined && writtenAt <= sealedAt;

const isOfMandate = ({ organisation, mandate }: Membership, subject: Subject): boolean =>
  subject.organisation === organisation && subject.unit === mandate.unit;

const holds: Readonly<Record<Relation, (membership: Membership, subject: Subject | undefined) => boolean>> = {
  self: (_membership, subject) => subject === undefined,
  // A worker who went to another team leaves their cases behind, whether or not somebody has taken them over yet.
  responsible: (membership, subject) =>
    subject !== undefined &&
    isOfMandate(membership, subject) &&
    [subject.responsible, subject.second, ...(subject.standIns ?? [])].includes(membership.sub),
  mandate: (membership, subject) => subject !== undefined && isOfMandate(membership, subject),
};

/** Whether somebody stands so to a case. Whatever the table may come to say, only a support mandate ever does. */
export const stands = (relation: Relation, membership: Membership, subject?: Subject): boolean =>
  (subject === undefined || membership.mandate.kind === 'support') && holds[relation](membership, subject);

/**
 * A role on cases comes with a support mandate, a direction with a program's, an administrator with either; under any other
 * they are no role at all.
 */
const holdsRole = ({ role, mandate }: Membership): boolean => {
  if (role === 'director') return mandate.kind === 'program';
  if (role === 'administrator') return mandate.kind === 'support' || mandate.kind === 'program';
  return mandate.kind === 'support' || !(caseRoles as readonly string[]).includes(role);
};

/** Whether this membership may do this, to this case where there is one. Denied by default. */
export const may = (membership: Membership, action: Action, subject?: Subject): boolean => {
  const row: Partial<Record<Role, Relation>> = matrix[action];
  const relation = row[membership.role];
  return relation !== undefined && holdsRole(membership) && stands(relation, membership, subject);
};
