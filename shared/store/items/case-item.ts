import { caseSchema, type Case } from '../../domain/case/case.ts';
import { indexKeys, keys, shardOf } from '../keys.ts';
import type { Row } from '../record-table.ts';
import { itemFamily } from './item-family.ts';

const longAgo = '0000';

/** Where a case stands in lists: open ones by due time, closed ones by the time of their end. */
const listKeyOf = ({ caseId, status, step, receivedAt, closedAt }: Case): string =>
  status === 'closed' ? `closed#${closedAt ?? longAgo}#${caseId}` : `open#${step.dueAt ?? receivedAt}#${caseId}`;

const indexKeysOf = (found: Case): Row => {
  const { caseId, organisation, responsible, owedSince } = found;
  return {
    organisationPk: indexKeys.organisation(organisation, shardOf(caseId)),
    listKey: listKeyOf(found),
    ...(responsible !== undefined && { workerPk: indexKeys.worker(responsible) }),
    ...(owedSince !== undefined && {
      owedPk: indexKeys.owed(shardOf(caseId)),
      owedKey: `${owedSince}#${caseId}`,
    }),
  };
};

export const caseItem = itemFamily('case', caseSchema, ({ caseId }) => keys.case(caseId), indexKeysOf);
