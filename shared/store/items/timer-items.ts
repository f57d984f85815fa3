import { escalationSchema, type Escalation } from '../../domain/case/escalation.ts';
import { rungRecordSchema } from '../../domain/case/rung-record.ts';
import { threadSchema } from '../../domain/case/thread.ts';
import { comesUpAt, timerSchema, type Timer } from '../../domain/case/timer.ts';
import { indexKeys, keys, shardOf } from '../keys.ts';
import type { Row } from '../writes.ts';
import { itemFamily, type Mends } from './item-family.ts';

/** A timer stands in its shard until its last rung is recorded. */
const dueKeysOf = (timer: Timer): Row => {
  const at = comesUpAt(timer);
  const { caseId, timerId } = timer;
  return at === undefined
    ? {}
    : { attentionPk: indexKeys.due(shardOf(caseId)), attentionKey: `${at}#${caseId}#${timerId}` };
};

export const timerItem = itemFamily(
  'timer',
  timerSchema,
  ({ caseId, timerId }) => keys.timer(caseId, timerId),
  dueKeysOf,
);

const longAgo = '2020-01-01T00:00:00.000Z';
/** More cycles than any timer comes to, so that none of its rungs is one that was recorded. */
const pastAllCycles = 900_000;

/** The contact clock of a thread whose own cannot be read: contact has been due since the receipt. */
const overdue = ({ caseId, startedAt }: Row): Timer => {
  const since = timerSchema.shape.since.safeParse(startedAt).data ?? longAgo;
  return {
    caseId: String(caseId),
    timerId: 'contact',
    subject: 'contact',
    owner: 'caseworker',
    cycle: pastAllCycles,
    since,
    dueAt: since,
    calendar: 'none',
    ladder: [{ rung: 'due', at: since }],
    next: 0,
  };
};

/** A thread that can be read in part goes on: what was lost of it is taken for not done, so that somebody looks. */
const mends: Mends = {
  startedAt: () => longAgo,
  lastReachedAt: () => undefined,
  lastAttemptAt: () => undefined,
  attempts: () => ({ latest: [] }),
  timer: overdue,
  followUps: () => [],
};

/** The contact timer is the thread's own: whatever moves one moves the other. */
export const threadItem = itemFamily(
  'thread',
  threadSchema,
  ({ caseId }) => keys.thread(caseId),
  ({ timer }) => dueKeysOf(timer),
  mends,
);

export const rungItem = itemFamily('rung', rungRecordSchema, ({ caseId, timerId, cycle, rung }) =>
  keys.rung(caseId, timerId, cycle, rung),
);

const supportKeysOf = ({ organisation, unit, status, openedAt, endedAt, caseId }: Escalation): Row => ({
  organisationPk: indexKeys.support(organisation, unit),
  listKey: status === 'ended' ? `ended#${endedAt ?? openedAt}#${caseId}` : `open#${openedAt}#${caseId}`,
});

/** Stands in its mandate's list. */
export const escalationItem = itemFamily(
  'escalation',
  escalationSchema,
  ({ caseId, seq }) => keys.escalation(caseId, seq),
  supportKeysOf,
);
