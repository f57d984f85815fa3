import { expect } from '@jest/globals';
import { problemsOf, type Route } from '../../shared/api/route.ts';
import { problems, type ProblemCode } from '../../shared/api/problem.ts';
import { routes } from '../../shared/api/routes.ts';

const toPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

const table = Object.values<Route>(routes).map((route) => ({ route, pattern: toPattern(route.path) }));

const codeOf = (body: unknown): string => String((body as { type?: unknown }).type).replace('/problems/', '');

/**
 * Holds an answer of the API to its route: a status that it declares, a body with all that its schema names and nothing
 * else, a problem that it owns up to.
 */
export const holdToRoute = (method: string, target: string, status: number, body: unknown): void => {
  const path = target.split('?')[0] ?? '';
  const route = table.find((each) => each.route.method === method && each.pattern.test(path))?.route;
  // An unknown path has no route to be held to, and API Gateway's own answers have no type.
  if (!route || typeof body !== 'object' || body === null || (status >= 400 && !('type' in body))) return;
  const answer = route.answers[status];
  if (answer) {
    expect(body).toEqual(answer.schema.parse(body));
    return;
  }
  const code = codeOf(body);
  expect(problemsOf(route)).toContain(code);
  expect(status).toBe(problems[code as ProblemCode].status);
};
