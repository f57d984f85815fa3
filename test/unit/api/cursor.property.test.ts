import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';

describe('a cursor', () => {
  test('comes back as the place that it was made from, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 100 }),
        (after) => decodeCursor(encodeCursor(after)) === after,
      ),
    );
    expect(encodeCursor('open#2026-03-09T14:00:00.000Z#id')).toMatch(/^[\w-]+$/);
  });

  test('of anyone’s own making is refused, never a failure', () => {
    fc.assert(
      fc.property(fc.string(), (made) => {
        try {
          return typeof decodeCursor(made) === 'string';
        } catch (error) {
          return (error as Error).name === 'bad-cursor';
        }
      }),
    );
    expect(() => decodeCursor(encodeCursor('x'.repeat(513)))).toThrow('bad-cursor');
    expect(() => decodeCursor(Buffer.from('{"after":7}').toString('base64url'))).toThrow('bad-cursor');
  });
});
