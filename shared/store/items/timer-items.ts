import { escalationSchema, type Escalation } from '../../domain/case/escalation.ts';
import { rungRecordSchema } from '../../domain/case/rung-record.ts';
import { threadSchema } from '../../domain/case/thread.ts';
import { comesUpAt, timerSchema, type Timer } from '../../domain/case/timer.ts';
import { indexKeys, keys, shardOf } from '../keys.ts';
import type { Row } from '../record-table.ts';
import { itemFamily } from './item-family.ts';

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

/** The contact timer is the thread's own: whatever moves one moves the other. */
export const threadItem = itemFamily(
  'thread',
  threadSchema,
  ({ caseId }) => keys.thread(caseId),
  ({ timer }) => dueKeysOf(timer),
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
