import type { Role } from '../domain/vocabulary.ts';

/**
 * How somebody must stand to what they act on. responsible: the case's responsible or second worker, of its
 * mandate still · mandate: the support mandate that the case belongs to · self: their own account, nothing of a case.
 */
export type Relation = 'responsible' | 'mandate' | 'self';

/**
 * Who may do what: action × role → the relation that it takes. What is not here is denied. Routes name an action, never
 * a role; which steps and activities a role completes is said by the pathway, on top of this.
 */
export const matrix = {
  'account:read': {
    caseworker: 'self',
    coordinator: 'self',
    supervisor: 'self',
    director: 'self',
    administrator: 'self',
    'privacy-officer': 'self',
    referrer: 'self',
    'concertation-member': 'self',
  },
  /** Ends the session that the token comes from. */
  'session:end': {
    caseworker: 'self',
    coordinator: 'self',
    supervisor: 'self',
    director: 'self',
    administrator: 'self',
    'privacy-officer': 'self',
    referrer: 'self',
    'concertation-member': 'self',
  },
  'pathway:read': {
    caseworker: 'self',
    coordinator: 'self',
    supervisor: 'self',
    administrator: 'self',
    'privacy-officer': 'self',
  },
  'team:read': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  /** How many cases colleagues carry; one’s own number is part of one’s account. */
  'caseload:read': { coordinator: 'self', supervisor: 'self' },
  'absence:own': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  /** Of a colleague of the same mandate. */
  'absence:team': { coordinator: 'self' },
  'hours:read': { caseworker: 'self', coordinator: 'self', supervisor: 'self', director: 'self' },
  'hours:write': { coordinator: 'self', director: 'self' },
  'roster:read': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  'roster:write': { coordinator: 'self' },
  'session:read': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  'session:write': { supervisor: 'self' },
  /** In private: whoever asks and the supervisor who is asked, each for what is theirs. */
  'advice:ask': { caseworker: 'self' },
  'advice:read': { caseworker: 'self', supervisor: 'self' },
  'advice:answer': { supervisor: 'self' },
  /** Lines of one’s own inbox; what each says of a case is decided on the case. */
  'notification:own': { caseworker: 'self', coordinator: 'self', supervisor: 'self', director: 'self' },
  'referral:send': { referrer: 'self' },
  'case:open': { caseworker: 'self', coordinator: 'self' },
  'case:read': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'case:list': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  'today:read': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  'step:complete': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'case:interrupt': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'case:reopen': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'draft:write': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'activity:record': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  /** Takes back what was recorded beside the steps, with a reason. */
  'activity:correct': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  /** Requests for support, as far as their cases may be seen; the direction has numbers. */
  'escalation:list': { caseworker: 'self', coordinator: 'self', supervisor: 'self' },
  'escalation:count': { coordinator: 'self', supervisor: 'self', director: 'self' },
  'escalation:answer': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  'person:read': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  /** The referral as it was sent. */
  'request:read': { caseworker: 'responsible', coordinator: 'mandate', supervisor: 'mandate' },
  /** What was written at the steps and activities; a coordinator sees their titles only. */
  'content:read': { caseworker: 'responsible', supervisor: 'mandate' },
  /** Executions by opaque ids, days and codes: of no person, channel or organisation. */
  'execution:read': { administrator: 'self' },
  'execution:repair': { administrator: 'self' },
} as const satisfies Record<string, Partial<Record<Role, Relation>>>;

export type Action = keyof typeof matrix;
