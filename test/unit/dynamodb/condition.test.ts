import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../infra/local/dynamodb/values/attribute-value.ts';
import { holds } from './expressions.ts';

const item: Item = {
  n: { N: '5' },
  word: { S: 'xé' },
  doc: { M: { x: { N: '1' }, 'a.b': { S: 'dotted' } } },
  steps: { L: [{ N: '1' }, { S: 'two' }] },
  tags: { SS: ['a', 'b'] },
  bytes: { B: 'AQID' },
  nothing: { NULL: true },
  yes: { BOOL: true },
};
const N = (value: number) => ({ N: String(value) });
const S = (value: string) => ({ S: value });

describe('conditions', () => {
  test.each<[string, Item, boolean]>([
    ['n = :v', { ':v': N(5) }, true],
    ['n <> :v', { ':v': S('5') }, true],
    ['absent <> :v', { ':v': N(1) }, true],
    ['absent < :v', { ':v': N(1) }, false],
    ['NOT absent = :v', { ':v': N(1) }, true],
    ['n >= :v AND n <= :v', { ':v': N(5) }, true],
    ['n = :v OR n = :v AND absent = :v', { ':v': N(5) }, true],
    ['NOT n = :w AND n = :v', { ':v': N(5), ':w': N(6) }, true],
    ['(n) = :v', { ':v': N(5) }, true],
    ['n BETWEEN :a AND :b', { ':a': N(1), ':b': N(5) }, true],
    ['n IN (:a, :b)', { ':a': S('5'), ':b': N(5) }, true],
    ['doc.x = :v and steps[1] = :w', { ':v': N(1), ':w': S('two') }, true],
    ['size(word) = :v', { ':v': N(2) }, true],
    ['size(n) = :v', { ':v': N(1) }, false],
    ['contains(tags, :v)', { ':v': S('a') }, true],
    ['contains(steps, :v)', { ':v': N(1) }, true],
    ['contains(word, :v)', { ':v': S('é') }, true],
    ['begins_with(bytes, :v)', { ':v': { B: 'AQ==' } }, true],
    ['tags = :v', { ':v': { SS: ['b', 'a'] } }, true],
    ['attribute_type(nothing, :v)', { ':v': S('NULL') }, true],
    ['yes = :v', { ':v': { BOOL: true } }, true],
  ])('%s', (source, values, wanted) => {
    expect(holds(source, item, { values })).toBe(wanted);
  });

  test('a placeholder stands for one name, dots and all', () => {
    expect(holds('attribute_exists(doc.#d)', item, { names: { '#d': 'a.b' } })).toBe(true);
    expect(holds('attribute_not_exists(#d)', item, { names: { '#d': 'doc.x' } })).toBe(true);
  });

  test('names that every object inherits are no attributes', () => {
    expect(holds('attribute_exists(toString)', item)).toBe(false);
    expect(holds('attribute_not_exists(doc.valueOf)', item)).toBe(true);
  });

  test.each<[string, Item | undefined, string]>([
    ['n = ', undefined, 'Syntax error; token: "<EOF>", near: "= "'],
    ['n == :v', undefined, 'Syntax error; token: "=", near: "== :v"'],
    ['n IN ()', undefined, 'Syntax error; token: ")", near: "()"'],
    ['n = 5', undefined, 'Syntax error; token: "5", near: "= 5"'],
    ['n', undefined, 'Syntax error; token: "<EOF>", near: "n"'],
    ['  ', undefined, 'The expression can not be empty;'],
    ['name = :v', { ':v': N(1) }, 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['((n = :v))', { ':v': N(1) }, 'The expression has redundant parentheses;'],
    ['n = n', undefined, 'operator: =, first operand: [n]'],
    ['n = :w', { ':v': N(1) }, 'attribute value: :w'],
    ['#n = :v', { ':v': N(1) }, 'attribute name: #n'],
    ['foo(n)', undefined, 'Invalid function name; function: foo'],
    ['size(n)', undefined, 'The function is not allowed to be used this way in an expression; function: size'],
    [
      'if_not_exists(n, :v) = :v',
      { ':v': N(1) },
      'The function is not allowed in a condition expression; function: if_not_exists',
    ],
    ['attribute_exists(:v)', { ':v': N(1) }, 'Operator or function requires a document path'],
    ['attribute_exists(n, n)', undefined, 'number of operands: 2'],
    ['n < :v', { ':v': { BOOL: true } }, 'operator or function: <, operand type: BOOL'],
    ['n BETWEEN :a AND :b', { ':a': N(2), ':b': N(1) }, 'upper bound to be greater than or equal to lower bound'],
    ['attribute_type(n, :v)', { ':v': S('Q') }, 'Invalid attribute type name found; type: Q'],
  ])('refuses %s', (source, values, message) => {
    expect(() => holds(source, item, values ? { values } : {})).toThrow(message);
  });
});
