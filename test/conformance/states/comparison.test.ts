import { describe, expect, test } from '@jest/globals';

import { firstDifference } from './comparison.ts';
import type { ActualRun, RecordedCase } from './recorded-case.ts';

const entered = { type: 'PassStateEntered', name: 'P', details: { input: { id: '<id>-1' } } };
const ended = { type: 'ExecutionSucceeded', details: { output: [1, { a: 'when' }] } };

const recorded: RecordedCase = {
  id: 'a case',
  group: 'jsonata',
  definition: { States: { P: {} } },
  input: {},
  wildcards: { tokens: ['<id>'], words: ['when'] },
  eventsOrder: 'exact',
  expected: { status: 'SUCCEEDED', output: [1, { a: 'when' }], events: [entered, ended] },
};

const actual: ActualRun = {
  status: 'SUCCEEDED',
  output: '[1,{"a":"2026-01-01"}]',
  error: undefined,
  cause: undefined,
  events: [
    { type: 'PassStateEntered', name: 'P', details: { name: 'P', input: { id: 'x7-1' } } },
    { type: 'ExecutionSucceeded', details: { output: [1, { a: 'now' }] } },
  ],
};

describe('the comparison with recorded cases', () => {
  test('lets through what differs only where the recording was masked', () => {
    expect(firstDifference(recorded, actual)).toBeUndefined();
  });

  test.each<[string, Partial<ActualRun>]>([
    ['status', { status: 'FAILED' }],
    ['output', { output: '[2,{"a":""}]' }],
    ['output', { output: '[1,{"a":"","b":1}]' }],
    ['error', { error: 'Unexpected' }],
    ['events', { events: actual.events.slice(0, 1) }],
    ['events', { events: [...actual.events].reverse() }],
    [
      'PassStateEntered',
      {
        events: actual.events.map((event) => ({
          ...event,
          details: { input: { id: 'x7-2' }, output: [1, { a: '' }] },
        })),
      },
    ],
  ])('sees another %s', (what, change) => {
    expect(firstDifference(recorded, { ...actual, ...change })).toContain(what);
  });
});
