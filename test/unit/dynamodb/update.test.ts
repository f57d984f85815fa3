import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../infra/local/dynamodb/values/attribute-value.ts';
import { projected, updated } from './expressions.ts';

const N = (value: number) => ({ N: String(value) });
const list = (...values: readonly number[]) => ({ L: values.map(N) });
const item: Item = { n: N(5), list: list(1, 2, 3), map: { M: { x: N(1) } }, set: { SS: ['a', 'b'] }, word: { S: 't' } };

describe('updates', () => {
  test.each<[string, Item, Item]>([
    ['SET n = n + :v, twin = n', { ':v': N(1) }, { ...item, n: N(6), twin: N(5) }],
    ['SET n = if_not_exists(absent, n) - :v', { ':v': N(2) }, { ...item, n: N(3) }],
    ['SET #l = list_append(:v, #l)', { ':v': list(0) }, { ...item, list: list(0, 1, 2, 3) }],
    ['SET #l[9] = :v, #l[5] = :w', { ':v': N(9), ':w': N(5) }, { ...item, list: list(1, 2, 3, 5, 9) }],
    ['SET #l[1] = #l[0] REMOVE #l[0], #l[2]', {}, { ...item, list: list(1) }],
    ['SET #m.y = :v REMOVE #m.x', { ':v': N(2) }, { ...item, map: { M: { y: N(2) } } }],
    [
      'ADD n :v, fresh :v, #s :s',
      { ':v': N(1), ':s': { SS: ['b', 'c'] } },
      { ...item, n: N(6), fresh: N(1), set: { SS: ['a', 'b', 'c'] } },
    ],
    ['DELETE #s :s', { ':s': { SS: ['a', 'z'] } }, { ...item, set: { SS: ['b'] } }],
  ])('%s', (source, values, wanted) => {
    const given = {
      ...(Object.keys(values).length > 0 && { values }),
      names: { '#m': 'map', '#l': 'list', '#s': 'set' },
    };
    expect(updated(source, item, given)).toEqual(wanted);
  });

  test('a set without elements is no attribute any more', () => {
    expect(
      updated('DELETE #s :s', item, { names: { '#s': 'set' }, values: { ':s': { SS: ['a', 'b'] } } }),
    ).not.toHaveProperty('set');
  });

  test('the item before an update is left as it was', () => {
    const before = JSON.stringify(item);
    updated('SET #l[0] = :v REMOVE n, #l[1] ADD fresh :v', item, { names: { '#l': 'list' }, values: { ':v': N(1) } });
    expect(JSON.stringify(item)).toBe(before);
  });

  test('an attribute may have the name of a prototype', () => {
    const after = updated('SET #p = :v', item, { names: { '#p': '__proto__' }, values: { ':v': N(1) } });
    expect(Object.keys(after)).toContain('__proto__');
    expect(JSON.stringify(after)).toContain('"__proto__":{"N":"1"}');
  });

  test.each<[string, Item | undefined, string]>([
    ['SET n = absent', undefined, 'refers to an attribute that does not exist in the item'],
    ['SET absent.x = :v', { ':v': N(1) }, 'The document path provided in the update expression is invalid for update'],
    ['REMOVE word.x', undefined, 'The document path provided in the update expression is invalid for update'],
    ['SET n = word + :v', { ':v': N(1) }, 'An operand in the update expression has an incorrect data type'],
    ['ADD word :v', { ':v': N(1) }, 'An operand in the update expression has an incorrect data type'],
    ['ADD n :v', { ':v': { S: '1' } }, 'operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'],
    ['SET n = :v, n = :v', { ':v': N(1) }, 'Two document paths overlap with each other'],
    ['SET n[0] = :v REMOVE n.x', { ':v': N(1) }, 'Two document paths conflict with each other'],
    ['SET n = :v SET word = :v', { ':v': N(1) }, 'The "SET" section can only be used once'],
    ['SET n = size(word)', undefined, 'The function is not allowed in an update expression; function: size'],
    ['SET n = if_not_exists(:v, n)', { ':v': N(1) }, 'requires a document path; operator or function: if_not_exists'],
    ['SET n = :v + :v + :v', { ':v': N(1) }, 'Syntax error; token: "+", near: ":v + :v"'],
  ])('refuses %s', (source, values, message) => {
    expect(() => updated(source, item, values ? { values } : {})).toThrow(message);
  });
});

describe('projections', () => {
  test('keep what they name, and close up lists in their own order', () => {
    const names = { '#m': 'map', '#l': 'list' };
    expect(projected('#l[2], #l[0], absent, #m.x', item, { names })).toEqual({
      list: list(1, 3),
      map: { M: { x: N(1) } },
    });
  });

  test('leave out a map or a list of which nothing is left', () => {
    expect(projected('#m.y, #l[9], n', item, { names: { '#m': 'map', '#l': 'list' } })).toEqual({ n: N(5) });
  });
});
