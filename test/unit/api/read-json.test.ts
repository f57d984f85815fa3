import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '../../../shared/api/problem.ts';
import { bodyLimits, readJson } from '../../../shared/api/read-json.ts';

const refusalOf = (json: string) => {
  try {
    return readJson(json) as never;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { code: error.code, errors: error.fieldErrors?.('en') };
  }
};

const nested = (depth: number, open = '{"a":', close = '}') => `${open.repeat(depth)}1${close.repeat(depth)}`;

describe('what a stranger sends', () => {
  test('is read as JSON reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.stringify(value);
        // That name is refused wherever it stands, as a row below says.
        fc.pre(!json.includes('"__proto__"'));
        expect(readJson(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  test.each(['', '{', '[1,]', 'undefined', '{"a":1}}', "{'a':1}", '\u0000'])('%j is no JSON', (json) => {
    expect(refusalOf(json)).toMatchObject({ code: 'malformed-json' });
  });

  test('may be nested a little', () => {
    expect(readJson(nested(bodyLimits.depth))).toBeDefined();
    expect(readJson(nested(bodyLimits.depth, '[', ']'))).toBeDefined();
    expect(readJson(`{"a":"${'['.repeat(500)}","b":"\\"[[["}`)).toBeDefined();
  });

  test.each([
    ['objects', nested(bodyLimits.depth + 1)],
    ['lists', nested(bodyLimits.depth + 1, '[', ']')],
    ['3,000 objects', nested(3_000)],
    ['a million lists that never end', '['.repeat(1_000_000)],
    ['both, by turns', nested(bodyLimits.depth, '[{"a":', '}]')],
  ])('is refused when it is nested deeper: %s', (_what, json) => {
    expect(refusalOf(json)).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#' }] });
  });

  test.each([
    ['elements', JSON.stringify(Array.from({ length: bodyLimits.values }, () => 0))],
    ['members', JSON.stringify(Object.fromEntries(Array.from({ length: bodyLimits.values }, (_, n) => [`k${n}`, 0])))],
    ['empty lists', JSON.stringify(Array.from({ length: bodyLimits.values }, () => []))],
  ])('is refused when it has too many %s', (_what, json) => {
    expect(refusalOf(json)).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#' }] });
  });

  test.each([
    ['half a character', '{"a":["x","\\ud800"]}', '#/a/1'],
    ['the other half', '{"a":{"b":"\\udc00 x"}}', '#/a/b'],
    ['half a character in a name', '{"a":{"\\ud83e":1}}', '#/a'],
    ['a name that is the prototype', '{"a":{"__proto__":{"b":1}}}', '#/a'],
    ['a name without an end', `{"${'n'.repeat(129)}":1}`, '#'],
    ['a number past all numbers', '{"a":1e999}', '#/a'],
    ['one below all numbers', '[-1e999]', '#/0'],
  ])('says where there is %s', (_what, json, pointer) => {
    expect(refusalOf(json)).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  test('may hold whole characters of any kind', () => {
    expect(readJson('{"a":"\\ud83e\\udd8a 🦊 é"}')).toEqual({ a: '🦊 🦊 é' });
  });
});
