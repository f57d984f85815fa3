import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeCaseLists } from '../../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import type { Place } from './child.ts';
import { disagreements } from './pathway-model.ts';
import { eventsOf, faultsOf, stuckness, type Acknowledged } from './soundness.ts';

const recordAt = ({ awsUrl, recordTable }: Place) => {
  const client = new DynamoDBClient({
    region: 'ca-central-1',
    endpoint: awsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = makeRecordTable({ client, table: recordTable });
  return { store: makeCaseStore(table), lists: makeCaseLists(table) };
};

export const caseIdsAt = async (place: Place): Promise<readonly string[]> =>
  (await recordAt(place).lists.ofAttention({ before: '\uffff', limit: 1_000 })).map(({ caseId }) => caseId);

/** Lets minutes pass, in which the sweep pays what is owed. */
const recover = async ({ apiUrl }: Place): Promise<void> => {
  for (let n = 0; n < 5; n += 1) {
    const answer = await fetch(`${apiUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ advance: 'PT3M' }) });
    if (answer.status !== 200) throw new Error(`the clock answers ${String(answer.status)}`);
  }
};

/** What is wrong with the cases of a system that was started again, once it had time to recover; empty when nothing is. */
export const faultsAt = async (
  place: Place,
  caseIds: readonly string[],
  acknowledgedOf: (caseId: string) => readonly Acknowledged[],
): Promise<readonly string[]> => {
  await recover(place);
  const { store } = recordAt(place);
  const all = await store.readCases(caseIds);
  const missing = caseIds.filter((caseId) => !all.some((found) => found.caseId === caseId));
  const faults = missing.map((caseId) => `${caseId}: gone`);
  for (const found of all) {
    const said = [
      ...(await faultsOf(store, found, acknowledgedOf(found.caseId))),
      ...disagreements(await eventsOf(store, found.caseId), found),
      ...stuckness(found),
    ];
    faults.push(...said.map((fault) => `${found.caseId}: ${fault}`));
  }
  return faults;
};
