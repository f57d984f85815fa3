import { parseCron } from './cron.ts';

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(n unit)` or `cron(…)`. Rates fall on multiples of their period since the epoch, so that a restart does
 * not move them.
 * @returns the first time after a given one, both in milliseconds.
 * @throws TypeError for what has no local life.
 */
export const parseSchedule = (expression: string, timeZone: string): ((after: number) => number) => {
  const [, kind, inner = ''] = /^(rate|cron)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return parseCron(inner, timeZone);
  const [, count = '', unit = ''] = /^(\d+)\s+(minute|hour|day)s?$/.exec(inner.trim()) ?? [];
  const period = Number(count) * (units[unit] ?? 0);
  if (kind !== 'rate' || period === 0) throw new TypeError(`ScheduleExpression ${expression} has no local life`);
  return (after) => (Math.floor(after / period) + 1) * period;
};
