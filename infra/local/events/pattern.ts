/** An EventBridge event pattern: names lead to lists of accepted values or to further names. */
export type EventPattern = { readonly [name: string]: EventPattern | readonly unknown[] };

type Test = (argument: unknown, value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tests: Readonly<Record<string, Test>> = {
  prefix: (argument, value) => typeof value === 'string' && value.startsWith(String(argument)),
  suffix: (argument, value) => typeof value === 'string' && value.endsWith(String(argument)),
  exists: (argument, value) => (value !== undefined) === argument,
  'anything-but': (argument, value) => value !== undefined && ![argument].flat().includes(value),
  'equals-ignore-case': (argument, value) =>
    typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase(),
};

const accepts = (rule: unknown, value: unknown): boolean => {
  if (!isObject(rule)) return rule === value;
  return Object.entries(rule).every(([name, argument]) => tests[name]?.(argument, value) ?? false);
};

/** Whether an event fits a pattern. A value that is a list fits when one of its elements does. */
export const matches = (pattern: EventPattern, event: unknown): boolean =>
  Object.entries(pattern).every(([name, wanted]) => {
    const value = isObject(event) ? event[name] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as EventPattern, value);
    const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return values.some((each) => wanted.some((rule) => accepts(rule, each)));
  });

/** The first operator of a pattern that is not known here, or nothing. */
export const unknownOperator = (pattern: EventPattern): string | undefined => {
  for (const wanted of Object.values(pattern)) {
    if (!Array.isArray(wanted)) {
      const found = unknownOperator(wanted as EventPattern);
      if (found !== undefined) return found;
      continue;
    }
    const operators = wanted.filter(isObject).flatMap((rule) => Object.entries(rule));
    const unknown = operators.find(
      ([name, argument]) => !Object.hasOwn(tests, name) || (name === 'anything-but' && isObject(argument)),
    );
    if (unknown) return unknown[0];
  }
  return undefined;
};
