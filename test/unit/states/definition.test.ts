import { describe, expect, test } from '@jest/globals';

import { examine } from '../../../infra/local/states/definition/compile.ts';
import { machine, makeEngineFixture } from './engine-fixture.ts';

const problemsOf = (definition: object) => {
  const examined = examine(JSON.stringify(definition), Date.now);
  return 'problems' in examined ? examined.problems : [];
};

describe('a definition', () => {
  test.each([
    ['InputPath', { Type: 'Pass', InputPath: '$.a', End: true }, '/States/S/InputPath'],
    ['Parameters', { Type: 'Pass', Parameters: {}, End: true }, '/States/S/Parameters'],
    ['Result', { Type: 'Pass', Result: 1, End: true }, '/States/S/Result'],
    ['a path in Assign', { Type: 'Pass', Assign: { deep: { 'a.$': '$.b' } }, End: true }, '/States/S/Assign/deep/a.$'],
    [
      'a choice by Variable',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'S' }] },
      '/States/S/Choices[0]/Variable',
    ],
  ])('that uses %s is refused, for it belongs to JSONPath', (_, state, location) => {
    const [problem] = problemsOf({ StartAt: 'S', States: { S: state } });
    expect(problem).toMatchObject({ location, message: expect.stringContaining('JSONPath') });
  });

  test.each([
    [
      'a target that is not there',
      machine({ A: { Type: 'Pass', Next: 'B' } }),
      'MISSING_TRANSITION_TARGET',
      '/States/A/Next',
    ],
    [
      'a state that nothing leads to',
      machine({ A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } }),
      'MISSING_TRANSITION_TARGET',
      '/States/B',
    ],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), 'SCHEMA_VALIDATION_FAILED', '/States/A'],
    [
      'a field that is unknown',
      machine({ A: { Type: 'Pass', End: true, Colour: 1 } }),
      'SCHEMA_VALIDATION_FAILED',
      '/States/A',
    ],
    [
      'an expression that does not parse',
      machine({ A: { Type: 'Pass', Output: '{% ( %}', End: true } }),
      'INVALID_JSONATA_EXPRESSION',
      '/States/A/Output',
    ],
    [
      'a resource that this runtime has not',
      machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } }),
      'SCHEMA_VALIDATION_FAILED',
      '/States/A/Resource',
    ],
    [
      'JSONata fields without the language',
      { StartAt: 'A', States: { A: { Type: 'Pass', Output: 1, End: true } } },
      'SCHEMA_VALIDATION_FAILED',
      '/States/A/Output',
    ],
    [
      'States.ALL beside others',
      machine({
        A: {
          Type: 'Parallel',
          Branches: [machine({ B: { Type: 'Pass', End: true } })],
          Retry: [{ ErrorEquals: ['States.ALL', 'x'] }],
          End: true,
        },
      }),
      'SCHEMA_VALIDATION_FAILED',
      '/States/A/Retry[0]/ErrorEquals',
    ],
  ])('with %s is refused', (_, definition, code, location) => {
    expect(problemsOf(definition)).toContainEqual(expect.objectContaining({ code, location }));
  });

  test('may name its language state by state', () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', End: true };
    expect(problemsOf({ StartAt: 'A', States: { A: state } })).toEqual([]);
  });

  test('that is refused answers InvalidDefinition with the place', async () => {
    const { call } = makeEngineFixture();
    const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', OutputPath: '$', End: true } } });
    const refused = call('CreateStateMachine', { name: 'm', definition, roleArn: 'arn:aws:iam::1:role/r' });
    await expect(refused).rejects.toMatchObject({
      code: 'InvalidDefinition',
      message: expect.stringContaining('/States/A/OutputPath'),
    });
  });

  test('can be looked at without creating anything', async () => {
    const { call } = makeEngineFixture();
    const definition = JSON.stringify(machine({ A: { Type: 'Pass', Next: 'B' }, C: { Type: 'Pass', End: true } }));
    expect(await call('ValidateStateMachineDefinition', { definition })).toMatchObject({
      result: 'FAIL',
      diagnostics: [
        { severity: 'ERROR', code: 'MISSING_TRANSITION_TARGET', location: '/States/A/Next' },
        { severity: 'ERROR', code: 'MISSING_TRANSITION_TARGET', location: '/States/C' },
      ],
    });
  });
});
