import type { Membership } from '../access/membership.ts';
import type { Sent } from '../api/route.ts';
import type { Person } from '../domain/person.ts';
import { useOf } from '../domain/team/allowance.ts';
import { allowedMember } from './authorised.ts';
import { counted, refuseUsedUp } from './counted.ts';
import type { IdempotencyRecord } from '../store/items/idempotency-item.ts';
import { caseOf, changedBy, remember, replayed, shownFirst, type IdempotencyKey } from './idempotency.ts';
import { checkedPerson } from './checked-person.ts';
import { makeOpenCase, type OpenCaseDependencies } from './open-case.ts';
import type { Changed } from './read-case.ts';
import { retrying } from './retrying.ts';

export type ReachOut = {
  readonly sub: string;
  readonly sent: Sent<{ readonly person: Person }>;
  readonly key: IdempotencyKey | undefined;
};

/**
 * Opens a case for a youth whom a worker has met: no referral, so it enters the pathway where people who were met do.
 * @throws ProblemError `forbidden`, `key-reused`, `too-many-requests`
 */
export const makeReachOut = (dependencies: OpenCaseDependencies) => {
  const { store, clock, pathway } = dependencies;
  const openCase = makeOpenCase(dependencies);

  /** The answer that was given before, to the same command. */
  const replay = async (answer: IdempotencyRecord['answer'], membership: Membership): Promise<Changed> => {
    const { caseId } = caseOf(answer);
    const { thread } = await store.readForCommand({ caseId, sub: membership.sub });
    if (!thread) throw new Error('the case has no thread');
    return { ...shownFirst(answer, thread), membership };
  };

  const record = async ({ sub, sent, key }: ReachOut): Promise<{ done: Changed; isNew: boolean }> => {
    const now = clock.now();
    const use = useOf(sub, 'outreach', now);
    const { membership, earlier, used } = await store.readEarlier(sub, key?.hash, use);
    const member = allowedMember(membership, 'case:open');
    const before = replayed(earlier, key, now);
    if (before) return { done: await replay(before, member), isNew: false };
    refuseUsedUp(use, used, now);

    const { opened, thread } = await counted(use, now, () =>
      openCase.write(
        {
          type: 'outreach-opened',
          organisation: member.organisation,
          unit: member.mandate.unit,
          channel: 'outreach',
          intensity: 'regular',
          step: pathway.outreach,
          responsible: sub,
          person: checkedPerson(sent().person, now),
          answers: {},
          actor: sub,
        },
        (next, thread) => [
          store.counts(use),
          ...(key ? [store.puts.idempotency(...remember(key, changedBy(next, thread), now))] : []),
        ],
      ),
    );
    return { done: { completed: opened, membership: member, thread }, isNew: true };
  };

  return async (command: ReachOut): Promise<Changed> => {
    const { done, isNew } = await retrying(() => record(command));
    if (isNew) await openCase.start(done.completed);
    return done;
  };
};
