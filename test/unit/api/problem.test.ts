import { describe, expect, test } from '@jest/globals';
import { ProblemError, problems, toProblem, type ProblemCode } from '../../../shared/api/problem.ts';

const codes = Object.keys(problems) as readonly ProblemCode[];

describe('a problem', () => {
  test.each(codes)('%s has a sentence in each language, and a status', (code) => {
    const french = toProblem(new ProblemError(code), 'fr');
    const english = toProblem(new ProblemError(code), 'en');
    expect(french).toEqual({
      type: `/problems/${code}`,
      title: problems[code].title.fr,
      status: problems[code].status,
    });
    expect(french.title).toMatch(/^\p{Lu}.*[.]$/u);
    expect(english.title).toMatch(/^\p{Lu}.*[.]$/u);
    expect(french.title).not.toBe(english.title);
    expect(french.status).toBeGreaterThanOrEqual(400);
  });

  test('tells no status other than those that stand for it', () => {
    expect([...new Set(codes.map((code) => problems[code].status))].sort()).toEqual([
      400, 401, 403, 404, 409, 410, 412, 413, 422, 428, 429, 500, 503,
    ]);
  });

  test('has field errors only where there are some, in the language that is asked', () => {
    const error = new ProblemError('invalid-request', (language) => [{ pointer: '#/a', detail: language }]);
    expect(toProblem(error, 'fr').errors).toEqual([{ pointer: '#/a', detail: 'fr' }]);
    expect(toProblem(error, 'en').errors).toEqual([{ pointer: '#/a', detail: 'en' }]);
    expect(toProblem(new ProblemError('forbidden'), 'fr')).not.toHaveProperty('errors');
  });

  test('has a name that a state machine can match on, and no words in its message', () => {
    expect(new ProblemError('busy')).toMatchObject({ name: 'busy', message: 'busy', code: 'busy' });
  });
});
