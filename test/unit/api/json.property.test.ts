import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toJson, writtenOnce } from '../../../shared/api/json.ts';

describe('the JSON of answers', () => {
  test('is what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('is the same where a part was written before', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (part, other) => {
        const body = { part: writtenOnce(part), other, again: [part, part] };
        expect(toJson(body)).toBe(JSON.stringify(body));
      }),
    );
  });

  test('leaves out members that are undefined', () => {
    expect(toJson({ a: undefined, b: [undefined, 1], c: { d: undefined } })).toBe('{"b":[null,1],"c":{}}');
  });
});
