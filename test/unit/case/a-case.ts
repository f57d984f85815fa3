import type { Case } from '../../../shared/domain/case/case.ts';
import type { Thread } from '../../../shared/domain/case/thread.ts';
import { startThread } from '../../../shared/time/contact-clock.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';

const received = '2026-03-09T14:00:00.000Z';

/** A case at the open first step of PIVOT. */
export const aCase = (changes: Partial<Case> = {}): Case => ({
  caseId: 'c',
  reference: 'ABCDEF',
  youthId: 'y',
  organisation: 'est',
  unit: 'soutien',
  channel: 'community',
  pathway: { name: 'pivot', version: 1 },
  status: 'open',
  step: { id: 'referral', visit: 1, state: 'open', openedAt: received, dueAt: received },
  intensity: 'regular',
  consents: {},
  receivedAt: received,
  completions: {},
  version: 2,
  generation: '01KPARC0000000000000000000',
  firstVisit: 1,
  renewals: 0,
  chain: { seq: 2, hash: 'h' },
  ...changes,
});

export const aThread = (): Thread =>
  startThread('c', { receivedAt: received, intensity: 'regular' }, { rules: pivotV1.thread, calendar: quebecCalendar });

/** So many days after the receipt. */
export const dayAfter = (days: number): string => new Date(Date.parse(received) + days * 86_400_000).toISOString();
