import type { Membership } from '../access/membership.ts';
import { may } from '../access/may.ts';
import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import type { Starts } from '../conductor/starts.ts';
import type { Case } from '../domain/case/case.ts';
import { newThread } from '../domain/case/thread.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import type { Person } from '../domain/person.ts';
import type { CaseStore } from '../store/case-store.ts';
import { isNew } from '../store/record-table.ts';
import type { Identity } from '../vault/identity.ts';
import { knownMember } from './authorised.ts';
import { append, genesis } from './chain.ts';
import { digest } from './digest.ts';
import { remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Clock, Ids } from './ports.ts';
import { retrying } from './retrying.ts';
import { startOf } from './start.ts';

export type ReceiveReferral = {
  readonly sub: string;
  readonly person: Person;
  /** What the pathway's intake asks, not yet parsed. */
  readonly request: unknown;
  readonly key: IdempotencyKey | undefined;
};

/** All that a referrer ever learns. */
export type ReferralReceipt = { readonly receiptId: string; readonly receivedAt: string };

type Dependencies = {
  readonly store: CaseStore;
  readonly identity: Identity;
  readonly starts: Starts;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The pathway that new referrals enter. */
  readonly pathway: Pathway;
};

const receiptKeptFor = 90 * 86_400;

const mayRefer = (membership: Membership): void => {
  if (!may(membership, 'referral:send')) throw new ProblemError('forbidden');
  if (membership.channel !== 'community') throw new ProblemError('channel-not-open');
};

/**
 * Receives a referral: one transaction writes the person, the case, its thread and the receipt; then the execution is
 * started. When that fails it is a debt, and the sweep starts it.
 * @throws ProblemError `forbidden`, `channel-not-open`, `invalid-request`, `key-reused`
 */
export const makeReceiveReferral = ({ store, identity, starts, clock, ids, pathway }: Dependencies) => {
  const newCase = ({ organisation, refersTo }: Membership, now: string): Case => ({
    caseId: ids.opaque(),
    reference: ids.reference(),
    youthId: ids.opaque(),
    organisation: refersTo ?? organisation,
    pathway: { name: pathway.name, version: pathway.version },
    status: 'starting',
    step: { id: pathway.start, visit: 1, state: 'opening' },
    intensity: 'regular',
    consents: {},
    receivedAt: now,
    completions: {},
    version: 1,
    generation: ids.sortable(now),
    firstVisit: 1,
    renewals: 0,
    owed: { what: 'start', since: now },
    chain: genesis,
  });

  const record = async ({ sub, person, request, key }: ReceiveReferral) => {
    const now = clock.now();
    const { membership, earlier } = await store.readEarlier(sub, key?.hash);
    const before = replayed(earlier, key, now);
    if (before) return { receipt: before as ReferralReceipt, opened: undefined };
    const member = knownMember(membership);
    mayRefer(member);
    const answers = parse(pathway.intake.form, request, ['request']);

    const receipt = { receiptId: ids.opaque(), receivedAt: now };
    const received = newCase(member, now);
    const { next, event } = append(received, {
      type: 'referral-received',
      at: now,
      actor: sub,
      generation: received.generation,
      content: digest({ person, request: answers }),
    });
    const { caseId, youthId } = next;
    await store.write([
      store.puts.newCase(next),
      { name: 'identity', table: identity.table, row: identity.toRow(youthId, person), when: isNew },
      store.puts.thread(newThread(caseId, now)),
      store.puts.stepRecord({ caseId, visit: 0, step: 'intake', outcome: 'received', at: now, by: sub, answers }),
      store.puts.event(event),
      store.puts.receipt({ ...receipt, by: sub, expiresAt: Math.floor(Date.parse(now) / 1000) + receiptKeptFor }),
      ...(key ? [store.puts.idempotency(...remember(key, receipt, now))] : []),
    ]);
    return { receipt, opened: next };
  };

  return async (command: ReceiveReferral): Promise<ReferralReceipt> => {
    const { receipt, opened } = await retrying(() => record(command));
    // The referral stands, whatever comes of this: a start that fails is a debt, and the sweep pays it.
    if (opened) await starts.start(startOf(opened)).catch(() => {});
    return receipt;
  };
};
