import { describe, expect, test } from '@jest/globals';

import { compileTemplate } from '../../../infra/local/states/expressions/template.ts';
import type { Json } from '../../../infra/local/states/json.ts';

const evaluate = (value: Json, scope: object = {}) =>
  compileTemplate(value, { field: 'Output', language: 'JSONata', now: () => 1_700_000_000_000 })({ ...scope });

describe('a template', () => {
  test('keeps the shape around its expressions', async () => {
    expect(await evaluate({ a: ['{% $x %}', null, 'x'], b: { c: '{% $x + 1 %}' } }, { x: 1 })).toEqual({
      a: [1, null, 'x'],
      b: { c: 2 },
    });
  });

  test('leaves text alone that only looks like an expression', async () => {
    expect(await evaluate([' {% 1 %}', '{% 1 %} ', '$x'])).toEqual([' {% 1 %}', '{% 1 %} ', '$x']);
  });

  test('says where an expression gave nothing', async () => {
    await expect(evaluate({ a: ['{% $nothing %}'] })).rejects.toMatchObject({
      field: 'Output/a[0]',
      message: "The JSONata expression '$nothing' specified for the field 'Output/a[0]' returned nothing (undefined).",
    });
  });

  test('refuses a function as a value', async () => {
    await expect(evaluate('{% function($x) { $x } %}')).rejects.toThrow('unsupported result type');
  });

  test('ends an expression that calls itself without end', async () => {
    await expect(evaluate('{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}')).rejects.toThrow('D1011');
  });

  test('does not change what it is given', async () => {
    const states = Object.freeze({ input: Object.freeze([Object.freeze({ n: 2 }), Object.freeze({ n: 1 })]) });
    expect(await evaluate('{% $states.input^(n) %}', { states })).toEqual([{ n: 1 }, { n: 2 }]);
    expect(states.input[0]).toEqual({ n: 2 });
  });
});

describe("Step Functions' own functions", () => {
  test.each<[string, Json]>([
    ['$partition([1,2,3], 2)', [[1, 2], [3]]],
    ['$partition([], 2)', []],
    ['$range(1, 9, 9)', 1],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ["$hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['$parse(\'{"a":[1]}\')', { a: [1] }],
    ['$random(7) = $random(7)', true],
    ['$random() < 1', true],
    ['$length($uuid())', 36],
    ['$millis()', 1_700_000_000_000],
    ['$now()', '2023-11-14T22:13:20.000Z'],
    ["$now('[Y0001]')", '2023'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(`{% ${expression} %}`)).toEqual(expected);
  });

  test.each([
    ["$eval('1')", 'T1006'],
    ["$hash('a', 'CRC')", 'CRC'],
    ["$parse('{')", 'not JSON'],
    ['$partition([1], 0)', 'positive integer'],
    ['$range(1, 2, 0)', 'not zero'],
  ])('%s is refused', async (expression, message) => {
    await expect(evaluate(`{% ${expression} %}`)).rejects.toThrow(message);
  });
});
