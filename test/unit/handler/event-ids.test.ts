import { describe, expect, test } from '@jest/globals';
import { eventIds } from '../../../shared/handler/event-ids.ts';

const caseId = '3f0e9a3c-5a33-4f0e-8a5e-0d3f2f6c9b11';
const generation = '01KPARC0000000000000000000';
const said = 'Zébulon Témoin';

describe('what a log takes from a function’s event', () => {
  test.each([
    ['a path', { pathParameters: { caseId, activity: said }, body: said }, { caseId }],
    [
      'a state machine’s question',
      { caseId, generation, step: 'follow-up', visit: 3, token: said },
      { caseId, generation, step: 'follow-up', visit: 3 },
    ],
  ])('is the ids of %s, and nothing that was said', (_what, event, ids) => {
    expect(eventIds(event)).toEqual(ids);
  });

  test.each([undefined, null, said, 3, [said], { caseId: said, step: said, visit: said, generation: said }])(
    'is nothing of %j',
    (event) => {
      expect(Object.values(eventIds(event)).filter((value) => value !== undefined)).toEqual([]);
    },
  );
});
