import type { Capability } from '../shared/api/route.ts';

/** A function that no route calls: who calls it is said by its folder (`tasks` state machines, `sweeps` schedules, `events` EventBridge). */
export type Entry = {
  /** Folder below `functions`, as in `tasks/open-step`. */
  readonly folder: `${'tasks' | 'sweeps' | 'events'}/${string}`;
  readonly uses: readonly Capability[];
  /** Seconds. */
  readonly timeout: number;
  /** EventBridge Scheduler expression; sweeps only. */
  readonly schedule?: string;
};

/** Grants and environment of the functions behind the API; those of the HTTP functions come from the routes. */
export const manifest = {
  openStep: { folder: 'tasks/open-step', uses: ['record-read', 'record-write', 'executions-answer'], timeout: 15 },
  closeCase: { folder: 'tasks/close-case', uses: ['record-read', 'record-write'], timeout: 15 },
  payDebts: {
    folder: 'sweeps/debts',
    uses: [
      'record-read',
      'record-by-attention',
      'record-write',
      'executions-start',
      'executions-answer',
      'executions-look',
    ],
    timeout: 50,
    schedule: 'rate(1 minute)',
  },
  ringTimers: {
    folder: 'sweeps/due',
    uses: ['record-read', 'record-by-attention', 'record-by-organisation', 'record-write'],
    timeout: 50,
    schedule: 'rate(1 minute)',
  },
  sendMessages: {
    folder: 'sweeps/outbox',
    uses: ['record-read', 'record-query', 'record-by-attention', 'record-by-organisation', 'record-write', 'mail-send'],
    timeout: 50,
    schedule: 'rate(1 minute)',
  },
  audit: {
    folder: 'sweeps/audit',
    uses: ['tables-audit', 'mail-send'],
    timeout: 900,
    // Three in the morning in Montréal, two in winter.
    schedule: 'cron(0 7 * * ? *)',
  },
  noteDelivery: {
    folder: 'events/mail-delivery',
    uses: ['record-read', 'record-query', 'record-by-organisation', 'record-write'],
    timeout: 15,
  },
  noteEndedExecution: { folder: 'events/execution-status', uses: ['record-read', 'record-write'], timeout: 15 },
} as const satisfies Record<string, Entry>;
