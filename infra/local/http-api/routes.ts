/** A route of the template, ready to be matched. */
export type Route<T> = {
  readonly key: string;
  /** `ANY` for every method. */
  readonly method: string;
  readonly segments: readonly string[];
  readonly target: T;
};

/** A route that fits a request, and what its path variables hold, decoded. */
export type Match<T> = { readonly route: Route<T>; readonly pathParameters: Readonly<Record<string, string>> };

const isGreedy = (segment: string): boolean => segment.endsWith('+}');
const isVariable = (segment: string): boolean => segment.startsWith('{');
const nameOf = (segment: string): string => segment.replace(/^\{|\+?\}$/g, '');

/** Reads a route key such as `GET /v1/cases/{id}` or `$default`. */
export const parseRouteKey = <T>(key: string, target: T): Route<T> => {
  if (key === '$default') return { key, method: 'ANY', segments: ['{proxy+}'], target };
  const [method = 'ANY', path = '/'] = key.split(' ');
  return { key, method, segments: path.split('/').slice(1), target };
};

const rank = (segment: string | undefined): number => {
  if (segment === undefined) return 3;
  if (isGreedy(segment)) return 2;
  return isVariable(segment) ? 1 : 0;
};

/** The most specific first: exact before variable before greedy, segment by segment; a method before `ANY`. */
const compare = (a: Route<unknown>, b: Route<unknown>): number => {
  if (a.key === '$default' || b.key === '$default') return a.key === '$default' ? 1 : -1;
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index += 1) {
    const difference = rank(a.segments[index]) - rank(b.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const fit = (segments: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const given = path[index];
    if (isGreedy(segment)) {
      parameters[nameOf(segment)] = decode(path.slice(index).join('/'));
      return parameters;
    }
    if (given === undefined || (isVariable(segment) ? given === '' : given !== segment)) return undefined;
    if (isVariable(segment)) parameters[nameOf(segment)] = decode(given);
  }
  return segments.length === path.length ? parameters : undefined;
};

/** Finds the route of a request as API Gateway HTTP APIs do; undefined when none fits. */
export const makeRouter = <T>(
  routes: readonly Route<T>[],
): ((method: string, path: string) => Match<T> | undefined) => {
  const sorted = routes.toSorted(compare);
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const route of sorted) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const found = fit(route.segments, parts);
      if (found) return { route, pathParameters: route.key === '$default' ? {} : found };
    }
    return undefined;
  };
};
