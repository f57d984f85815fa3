import type { Membership } from '../../../shared/access/membership.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Thread } from '../../../shared/domain/case/thread.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import type { RecordTable } from '../../../shared/store/record-table.ts';
import type { Put } from '../../../shared/store/writes.ts';
import { startThread } from '../../../shared/time/contact-clock.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';
import { aCase } from '../../unit/case/a-case.ts';

/** Cases of one organisation, each two of which share a worker. */
const casesEach = 100;
const casesOfWorker = 2;
/** What one transaction takes, with a line for each. */
const putsAtOnce = 50;

const memberOf = (organisation: string, sub: string, role: Membership['role']): Membership => ({
  sub,
  name: sub,
  role,
  organisation,
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
  email: `${sub}@parcours.example`,
});

export type LateCase = { readonly found: Case; readonly thread: Thread };

const lateCase = (index: number, receivedAt: string): LateCase => {
  const organisation = `late-${Math.floor(index / casesEach)}`;
  const caseId = `late-case-${index}`;
  const found = aCase({
    caseId,
    organisation,
    responsible: `${organisation}-worker-${Math.floor((index % casesEach) / casesOfWorker)}`,
    step: { id: 'follow-up', visit: 1, state: 'open', openedAt: receivedAt },
    receivedAt,
  });
  const contact = { rules: pivotV1.thread, calendar: quebecCalendar };
  return { found, thread: startThread(caseId, { receivedAt, intensity: found.intensity }, contact) };
};

/** Writes rows straight into a table, many at a time. */
const writeAll = async (table: Pick<RecordTable, 'transact'>, puts: readonly Put[]): Promise<void> => {
  for (let n = 0; n < puts.length; n += putsAtOnce) await table.transact(puts.slice(n, n + putsAtOnce));
};

type Plan = {
  readonly count: number;
  readonly receivedAt: string;
  /** How many there are already. */
  readonly from?: number;
};

/** So many open cases whose last contact is as long ago as the receipt. */
export const seedCases = async (
  table: RecordTable,
  { count, receivedAt, from = 0 }: Plan,
): Promise<readonly LateCase[]> => {
  const { puts } = makeCaseStore(table);
  const cases = Array.from({ length: count }, (_, index) => lateCase(from + index, receivedAt));
  await writeAll(
    table,
    cases.flatMap(({ found, thread }) => [puts.newCase(found), puts.newThread(thread)]),
  );
  return cases;
};

/** The same, in organisations with their workers and a coordinator each. */
export const seedLateCases = async (table: RecordTable, plan: Plan): Promise<readonly LateCase[]> => {
  const cases = await seedCases(table, plan);
  const members = makeMembershipStore(table);
  for (const organisation of new Set(cases.map(({ found }) => found.organisation))) {
    await members.write(memberOf(organisation, `${organisation}-coordinator`, 'coordinator'));
  }
  const workers = new Map(cases.map(({ found }) => [found.responsible ?? '', found.organisation]));
  for (const [sub, organisation] of workers) await members.write(memberOf(organisation, sub, 'caseworker'));
  return cases;
};
