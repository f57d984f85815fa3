import type { Guard, Pathway } from '../pathway/pathway.ts';
import type { Case } from './case.ts';
import type { Thread } from './thread.ts';

export type GuardRefusal = 'guard-consent' | 'guard-attempts' | 'guard-actor' | 'case-at-rest';

type Circumstances = {
  /** Consents once the answers of this very submission count. */
  readonly consents: Case['consents'];
  readonly thread: Thread;
  readonly proposedBy: string | undefined;
  readonly actor: string;
  /** ISO 8601. */
  readonly now: string;
  /** The day of a moment, where people are. */
  readonly dayOf: (at: string) => string;
};

/** Whether a step decides on a proposal: some way out of it is closed to the proposer. */
export const isDecision = (pathway: Pathway, step: string): boolean =>
  Object.values(pathway.steps[step]?.outcomes ?? {}).some(({ when }) => when?.actor === 'not-proposer');

const day = 86_400_000;

/**
 * Whether the attempts since the person was last reached are enough, by enough ways and over enough days. Those of one day
 * are one attempt: somebody who tried five times in a minute has tried once.
 */
const areMade = (
  { count, ways, days }: NonNullable<Guard['attempts']>,
  { attempts }: Thread,
  { now, dayOf }: Circumstances,
): boolean =>
  new Set(attempts.latest.map(({ at }) => dayOf(at))).size >= count &&
  new Set(attempts.latest.map(({ way }) => way)).size >= ways &&
  attempts.firstAt !== undefined &&
  Date.parse(now) - Date.parse(attempts.firstAt) >= days * day;

/** The first condition of a guard that does not hold; `undefined` when all do. */
export const refusalOf = (
  { consent, attempts, actor }: Guard,
  circumstances: Circumstances,
): GuardRefusal | undefined => {
  const { consents, thread, proposedBy } = circumstances;
  if (consent?.some((scope) => consents[scope] !== 'given')) return 'guard-consent';
  if (attempts && !areMade(attempts, thread, circumstances)) return 'guard-attempts';
  if (actor === 'not-proposer' && circumstances.actor === proposedBy) return 'guard-actor';
  return undefined;
};
