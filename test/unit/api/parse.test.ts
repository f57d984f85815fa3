import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { parse } from '../../../shared/api/parse.ts';
import { ProblemError } from '../../../shared/api/problem.ts';

const schema = z.strictObject({ 'a/b': z.string().min(2), 'c~d': z.array(z.int()).optional() });

const errorsOf = (input: unknown, language: 'fr' | 'en', at?: readonly string[]) => {
  try {
    parse(schema, input, at);
  } catch (error) {
    if (error instanceof ProblemError) return error.fieldErrors?.(language) ?? [];
  }
  throw new Error('nothing was refused');
};

describe('what comes from outside', () => {
  test('is given back as its schema has it', () => {
    expect(parse(schema, { 'a/b': 'xy' })).toEqual({ 'a/b': 'xy' });
  });

  test('is refused with pointers that escape what a pointer uses', () => {
    const pointers = errorsOf({ 'a/b': '', 'c~d': [1, 'x'] }, 'fr').map(({ pointer }) => pointer);
    expect(pointers).toEqual(['#/a~1b', '#/c~0d/1']);
  });

  test('is refused with pointers from the body’s root where it is a part of it', () => {
    expect(errorsOf({ 'a/b': '' }, 'en', ['request']).map(({ pointer }) => pointer)).toEqual(['#/request/a~1b']);
    expect(errorsOf('text', 'en').map(({ pointer }) => pointer)).toEqual(['#']);
  });

  test('is refused in the reader’s language', () => {
    const [french] = errorsOf({ 'a/b': 1 }, 'fr');
    const [english] = errorsOf({ 'a/b': 1 }, 'en');
    expect(french?.detail).toMatch(/attendu|reçu/);
    expect(english?.detail).toMatch(/expected|received/);
  });

  test('says that a field is missing where it is', () => {
    expect(errorsOf({}, 'fr')).toEqual([{ pointer: '#/a~1b', detail: 'Ce champ est requis.' }]);
    expect(errorsOf({}, 'en')).toEqual([{ pointer: '#/a~1b', detail: 'This field is required.' }]);
  });
});
