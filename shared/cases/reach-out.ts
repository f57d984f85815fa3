import type { Person } from '../domain/person.ts';
import { allowedMember } from './authorised.ts';
import { caseOf, remember, replayed, type IdempotencyKey } from './idempotency.ts';
import { makeOpenCase, type OpenCaseDependencies } from './open-case.ts';
import type { Changed } from './read-case.ts';
import { newThread } from '../domain/case/thread.ts';
import { retrying } from './retrying.ts';

export type ReachOut = { readonly sub: string; readonly person: Person; readonly key: IdempotencyKey | undefined };

/**
 * Opens a case for a youth whom a worker has met: no referral, so it enters the pathway where people who were met do.
 * @throws ProblemError `forbidden`, `key-reused`
 */
export const makeReachOut = (dependencies: OpenCaseDependencies) => {
  const { store, clock, pathway } = dependencies;
  const openCase = makeOpenCase(dependencies);

  const record = async ({ sub, person, key }: ReachOut) => {
    const now = clock.now();
    const { membership, earlier } = await store.readEarlier(sub, key?.hash);
    const member = allowedMember(membership, 'case:open');
    const before = replayed(earlier, key, now);
    if (before) return { completed: caseOf(before), membership: member, isNew: false };

    const opened = await openCase.write(
      {
        type: 'outreach-opened',
        organisation: member.organisation,
        unit: member.mandate.unit,
        channel: 'outreach',
        intensity: 'regular',
        step: pathway.outreach,
        responsible: sub,
        person,
        answers: {},
        actor: sub,
      },
      (next) => (key ? [store.puts.idempotency(...remember(key, { case: next }, now))] : []),
    );
    return { completed: opened, membership: member, isNew: true };
  };

  return async (command: ReachOut): Promise<Changed> => {
    const { completed, membership, isNew } = await retrying(() => record(command));
    if (isNew) await openCase.start(completed);
    return { completed, membership, thread: newThread(completed.caseId, completed.receivedAt) };
  };
};
