import { caseRoles, type Role } from '../domain/vocabulary.ts';
import type { Membership } from './membership.ts';

/** Who may have something to look at. */
const told: readonly Role[] = [...caseRoles, 'director'];
const kinds: readonly Membership['mandate']['kind'][] = ['support', 'program'];

/**
 * Where somebody may be mailed: those who work with youths and their direction. Never a referrer, never under a judicial or a
 * victimisation mandate, whatever address stands there; a youth has no account.
 */
export const mailAddressOf = ({ role, mandate, email }: Membership): string | undefined =>
  told.includes(role) && kinds.includes(mandate.kind) ? email : undefined;

/** Where an administrator is mailed what an audit found. */
export const auditAddressOf = ({ role, mandate, email }: Membership): string | undefined =>
  role === 'administrator' && kinds.includes(mandate.kind) ? email : undefined;
