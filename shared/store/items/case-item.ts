import { caseSchema, type Case } from '../../domain/case/case.ts';
import { rollsOverAt } from '../../domain/case/generation.ts';
import { indexKeys, keys, shardOf } from '../keys.ts';
import type { Row } from '../writes.ts';
import { itemFamily, type Mends } from './item-family.ts';

const longAgo = '0000';

/** Where a case stands in lists: open ones by due time, closed ones by the time of their end. */
const listKeyOf = ({ caseId, status, step, receivedAt, closedAt }: Case): string =>
  status === 'closed' ? `closed#${closedAt ?? longAgo}#${caseId}` : `open#${step.dueAt ?? receivedAt}#${caseId}`;

/**
 * When somebody has to look after the case's execution: since when something is owed to it, else when it has to give way
 * to the next. One index serves the sweep, which reads what is past, and administrators, for whom what is owed comes first.
 */
export const attentionKeyOf = (found: Case): string => {
  const { caseId, status, owed, step, receivedAt } = found;
  const at = owed?.since ?? rollsOverAt(found, step.openedAt ?? receivedAt);
  return status === 'closed' ? `closed#${found.closedAt ?? longAgo}#${caseId}` : `${at}#${caseId}`;
};

const indexKeysOf = (found: Case): Row => {
  const { caseId, organisation, unit, responsible } = found;
  return {
    organisationPk: indexKeys.organisation(organisation, unit, shardOf(caseId)),
    listKey: listKeyOf(found),
    ...(responsible !== undefined && { workerPk: indexKeys.worker(responsible) }),
    attentionPk: indexKeys.attention(shardOf(caseId)),
    attentionKey: attentionKeyOf(found),
  };
};

/** Dates that decide nothing but when something is due. */
const mends: Mends = {
  'step.nextDue': () => undefined,
  'step.dueAt': () => undefined,
  'away.remaining': () => undefined,
  'pending.nextDue': () => undefined,
};

export const caseItem = itemFamily('case', caseSchema, ({ caseId }) => keys.case(caseId), indexKeysOf, mends);
