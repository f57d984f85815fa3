import type { Case } from '../domain/case/case.ts';
import type { Role } from '../domain/vocabulary.ts';
import { matrix, type Action, type Relation } from './matrix.ts';
import type { Membership } from './membership.ts';

/** What of a case decides about rights. */
export type Subject = Pick<Case, 'organisation' | 'unit' | 'responsible' | 'second'>;

/** Whether something written at that moment is sealed: a youth who withdraws takes back all that was written until then. */
export const isSealed = ({ sealedAt }: Pick<Case, 'sealedAt'>, writtenAt: string): boolean =>
  sealedAt !== undefined && writtenAt <= sealedAt;

const holds: Readonly<Record<Relation, (membership: Membership, subject: Subject | undefined) => boolean>> = {
  self: (_membership, subject) => subject === undefined,
  responsible: ({ sub }, subject) => subject !== undefined && [subject.responsible, subject.second].includes(sub),
  mandate: ({ organisation, mandate }, subject) =>
    subject?.organisation === organisation && subject.unit === mandate.unit,
};

/**
 * Whether this membership may do this, to this case where there is one. Denied by default. Whatever a row of the table
 * may come to say, only a support mandate ever stands in a relation to a case.
 */
export const may = (membership: Membership, action: Action, subject?: Subject): boolean => {
  const row: Partial<Record<Role, Relation>> = matrix[action];
  const relation = row[membership.role];
  if (relation === undefined) return false;
  if (subject !== undefined && membership.mandate.kind !== 'support') return false;
  return holds[relation](membership, subject);
};
