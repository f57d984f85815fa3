import type { Membership } from '../access/membership.ts';
import { parse } from '../api/parse.ts';
import type { Sent } from '../api/route.ts';
import type { Answers } from '../domain/case/step-record.ts';
import type { Intake } from '../domain/pathway/pathway.ts';
import type { Person } from '../domain/person.ts';
import type { Intensity } from '../domain/vocabulary.ts';
import { useOf } from '../domain/team/allowance.ts';
import { allowedMember } from './authorised.ts';
import { counted, refuseUsedUp } from './counted.ts';
import { remember, replayed, type IdempotencyKey } from './idempotency.ts';
import { checkedPerson } from './checked-person.ts';
import { makeOpenCase, type OpenCaseDependencies } from './open-case.ts';
import { retrying } from './retrying.ts';

export type ReceiveReferral = {
  readonly sub: string;
  /** Who it is about, and what the pathway's intake asks, not yet parsed. */
  readonly sent: Sent<{ readonly person: Person; readonly request: unknown }>;
  readonly key: IdempotencyKey | undefined;
};

/** All that a referrer ever learns. */
export type ReferralReceipt = { readonly receiptId: string; readonly receivedAt: string };

const receiptKeptFor = 90 * 86_400;

const intensityOf = ({ intensity }: Intake, answers: Answers): Intensity => {
  const answer = intensity && answers[intensity.field];
  return (typeof answer === 'string' ? intensity?.of[answer] : undefined) ?? 'regular';
};

const recipientOf = ({ organisation, mandate, refersTo }: Membership) =>
  refersTo ?? { organisation, unit: mandate.unit };

/**
 * Receives a referral, from whichever channel: one write with no branch, answered with a receipt that is random per
 * submission. Whether the person is known, and what becomes of it, is decided later by people, and never told.
 * @throws ProblemError `forbidden`, `invalid-request`, `key-reused`, `too-many-requests`
 */
export const makeReceiveReferral = (dependencies: OpenCaseDependencies) => {
  const { store, clock, ids, pathway } = dependencies;
  const openCase = makeOpenCase(dependencies);

  const record = async ({ sub, sent, key }: ReceiveReferral) => {
    const now = clock.now();
    const use = useOf(sub, 'referral', now);
    const { membership, earlier, used } = await store.readEarlier(sub, key?.hash, use);
    const member = allowedMember(membership, 'referral:send');
    const before = replayed(earlier, key, now);
    if (before) return { receipt: before as ReferralReceipt, opened: undefined };

    refuseUsedUp(use, used, now);
    const { person, request } = sent();
    const answers = parse(pathway.intake.form, request, ['request']);
    const receipt = { receiptId: ids.opaque(), receivedAt: now };
    const expiresAt = Math.floor(Date.parse(now) / 1000) + receiptKeptFor;
    const { opened } = await counted(use, now, () =>
      openCase.write(
        {
          type: 'referral-received',
          ...recipientOf(member),
          channel: member.channel ?? 'community',
          intensity: intensityOf(pathway.intake, answers),
          step: pathway.start,
          person: checkedPerson(person, now),
          answers,
          actor: sub,
        },
        () => [
          store.puts.receipt({ ...receipt, by: sub, expiresAt }),
          store.counts(use),
          ...(key ? [store.puts.idempotency(...remember(key, receipt, now))] : []),
        ],
      ),
    );
    return { receipt, opened };
  };

  return async (command: ReceiveReferral): Promise<ReferralReceipt> => {
    const { receipt, opened } = await retrying(() => record(command));
    if (opened) await openCase.start(opened);
    return receipt;
  };
};
