import { describe, expect, test } from '@jest/globals';
import { matches, unknownOperator } from '../../../infra/local/events/pattern.ts';
import { parseDuration } from '../../../infra/local/oidc/duration.ts';
import { parseSchedule } from '../../../infra/local/scheduler/expression.ts';

const at = (iso: string): number => Date.parse(iso);
const hour = 3_600_000;

describe('durations', () => {
  test.each([
    ['P3D', 72 * hour],
    ['PT90M', 1.5 * hour],
    ['P1W', 168 * hour],
    ['P1M', 28 * 24 * hour],
    ['P1DT1H', 25 * hour],
    ['PT0S', 0],
  ])('%s from the first of February', (text, milliseconds) => {
    expect(parseDuration(text, at('2026-02-01T00:00:00Z'))).toBe(milliseconds);
  });

  test.each(['', '3D', 'P', '-P1D', 'three days', 'P1H', 'P999999999999Y'])('%j is none', (text) => {
    expect(parseDuration(text, at('2026-02-01T00:00:00Z'))).toBeUndefined();
  });
});

describe('schedules', () => {
  test.each([
    ['rate(1 minute)', 'UTC', '2026-01-01T00:00:30Z', '2026-01-01T00:01:00Z'],
    ['rate(5 minutes)', 'UTC', '2026-01-01T00:05:00Z', '2026-01-01T00:10:00Z'],
    ['rate(1 day)', 'UTC', '2026-01-01T01:00:00Z', '2026-01-02T00:00:00Z'],
    ['cron(0 2 * * ? *)', 'UTC', '2026-01-01T02:00:00Z', '2026-01-02T02:00:00Z'],
    ['cron(30 6 * * ? *)', 'America/Toronto', '2026-01-01T00:00:00Z', '2026-01-01T11:30:00Z'],
    ['cron(30 6 * * ? *)', 'America/Toronto', '2026-07-01T00:00:00Z', '2026-07-01T10:30:00Z'],
    ['cron(0/15 8-9 ? * MON-FRI *)', 'UTC', '2026-01-02T09:45:00Z', '2026-01-05T08:00:00Z'],
    ['cron(0 0 1 JAN,JUL ? *)', 'UTC', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['cron(15 10 ? * 1 2027)', 'UTC', '2026-01-01T00:00:00Z', '2027-01-03T10:15:00Z'],
  ])('%s in %s', (expression, zone, after, expected) => {
    expect(new Date(parseSchedule(expression, zone)(at(after))).toISOString()).toBe(new Date(expected).toISOString());
  });

  test.each([
    'rate(0 minutes)',
    'rate(1 week)',
    'at(2026-01-01T00:00:00)',
    'cron(0 0 L * ? *)',
    'cron(0 0 * *)',
    'cron(61 0 * * ? *)',
  ])('%s has no local life', (expression) => {
    expect(() => parseSchedule(expression, 'UTC')).toThrow(TypeError);
  });

  test('a day that never comes is never', () => {
    expect(parseSchedule('cron(0 0 30 2 ? *)', 'UTC')(at('2026-01-01T00:00:00Z'))).toBe(Infinity);
  });
});

describe('event patterns', () => {
  const event = {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    resources: ['arn:one', 'arn:two'],
    detail: { status: 'FAILED', stateMachineArn: 'arn:machine:pivot-v1', output: null },
  };

  test.each<[object, boolean]>([
    [{ source: ['aws.states'] }, true],
    [{ source: ['aws.ses', 'aws.states'], detail: { status: ['FAILED'] } }, true],
    [{ source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }, false],
    [{ detail: { stateMachineArn: [{ prefix: 'arn:machine:' }] } }, true],
    [{ detail: { stateMachineArn: [{ suffix: '-v2' }] } }, false],
    [{ detail: { status: [{ 'anything-but': ['RUNNING'] }] } }, true],
    [{ detail: { status: [{ 'anything-but': 'FAILED' }] } }, false],
    [{ detail: { status: [{ 'equals-ignore-case': 'failed' }] } }, true],
    [{ detail: { output: [null] } }, true],
    [{ detail: { error: [{ exists: false }] } }, true],
    [{ detail: { status: [{ exists: false }] } }, false],
    [{ resources: ['arn:two'] }, true],
    [{ nowhere: { deep: ['x'] } }, false],
  ])('%j: %j', (pattern, expected) => {
    expect(matches(pattern as Parameters<typeof matches>[0], event)).toBe(expected);
  });

  test('operators that are not known are named', () => {
    expect(unknownOperator({ detail: { size: [{ numeric: ['>', 1] }] } })).toBe('numeric');
    expect(unknownOperator({ detail: { status: ['A', { prefix: 'B' }] } })).toBeUndefined();
    expect(unknownOperator({ a: [{ 'anything-but': { prefix: 'x' } }] })).toBe('anything-but');
  });
});
