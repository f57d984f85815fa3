import type { ActualRun, RecordedCase, RecordedEvent } from './recorded-case.ts';

/** Members that the recording keeps but that are nobody's contract. */
const ignored = new Set(['SdkHttpMetadata', 'SdkResponseMetadata', 'requestId', 'stackTrace', 'trace', 'LogResult']);

/** Members of an event's details that are compared. */
const compared = [
  'input', 'output', 'assignedVariables', 'error', 'resource', 'resourceType', 'timeoutInSeconds', 'heartbeatInSeconds',
  'parameters', 'location', 'state', 'length', 'index',
]; // prettier-ignore

type Values = { readonly expected: unknown; readonly actual: unknown };
type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const quoted = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const show = (value: unknown): string => JSON.stringify([value]).slice(1, 300);
const asJson = (text: string): unknown => {
  try {
    return /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
};

const makeComparer = ({ tokens = [], words = [] }: NonNullable<RecordedCase['wildcards']>) => {
  const hasToken = (text: string) => tokens.some((token) => text.includes(token));
  const isText = (expected: string, actual: unknown): boolean => {
    if (words.includes(expected) || tokens.includes(expected) || expected === actual) return true;
    if (typeof actual !== 'string' || !hasToken(expected)) return false;
    const pattern = tokens.reduce(
      (source, token) => source.replaceAll(quoted(token), String.raw`[\s\S]*?`),
      quoted(expected),
    );
    return new RegExp(`^${pattern}$`).test(actual);
  };

  const members = (expected: Members, actual: Members, at: string): string | undefined => {
    const names = Object.keys(expected).filter((name) => !ignored.has(name) && !hasToken(name));
    for (const name of names) {
      const found = difference({ expected: expected[name], actual: actual[name] }, `${at}.${name}`);
      if (found) return found;
    }
    const masked = Object.keys(expected).some(hasToken);
    const extra = Object.keys(actual).find((name) => !masked && !(name in expected) && !ignored.has(name));
    return extra && `${at}.${extra}: not expected`;
  };

  const difference = ({ expected, actual }: Values, at: string): string | undefined => {
    const wrong = `${at}: expected ${show(expected)}, got ${show(actual)}`;
    if (typeof expected === 'string') {
      if (isText(expected, actual)) return undefined;
      const [one, other] = [asJson(expected), typeof actual === 'string' ? asJson(actual) : undefined];
      return one === undefined || other === undefined ? wrong : difference({ expected: one, actual: other }, at);
    }
    // The recording parsed JSON text inside values.
    const seen = typeof actual === 'string' && typeof expected === 'object' ? asJson(actual) : actual;
    if (Array.isArray(expected)) {
      if (!Array.isArray(seen) || seen.length !== expected.length) return wrong;
      return first(
        expected.map((item, index) => () => difference({ expected: item, actual: seen[index] }, `${at}[${index}]`)),
      );
    }
    if (isObject(expected)) return isObject(seen) ? members(expected, seen, at) : wrong;
    return Object.is(expected, seen) || (expected === 0 && seen === 0) ? undefined : wrong;
  };
  return { difference, isText };
};

const first = (checks: readonly (() => string | undefined)[]): string | undefined => {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
};

const keyOf = ({ type, name, details }: RecordedEvent): string => {
  const shown = name ?? details?.['name'];
  return typeof shown === 'string' ? `${type}(${shown})` : type;
};

/** Events outside the branches of a definition whose branches run side by side. */
const mainline = (definition: object, events: readonly RecordedEvent[]): readonly string[] => {
  const { States } = definition as { readonly States: object };
  return events
    .filter(
      ({ type, name }) =>
        type.startsWith('Execution') || (name !== undefined && name in States && !type.startsWith('MapIteration')),
    )
    .map(keyOf);
};

const sequence = (expected: readonly string[], actual: readonly string[]): string | undefined =>
  expected.join('\n') === actual.join('\n')
    ? undefined
    : `events: expected ${expected.join(' ')}, got ${actual.join(' ')}`;

/** What differs first between a recording and a run, in words; undefined when nothing does. */
export const firstDifference = (recorded: RecordedCase, actual: ActualRun): string | undefined => {
  const { expected, definition, eventsOrder } = recorded;
  const { difference, isText } = makeComparer(recorded.wildcards ?? {});
  const events = expected.events ?? [];
  const details = events.map((event, index) => () => {
    const other = actual.events[index]?.details ?? {};
    const names = compared.filter((name) => event.details && name in event.details);
    return first(
      names.map(
        (name) => () =>
          difference({ expected: event.details?.[name], actual: other[name] }, `${index + 1}.${event.type}.${name}`),
      ),
    );
  });
  return first([
    () =>
      expected.status === actual.status
        ? undefined
        : `status: ${actual.status}: ${actual.error ?? ''} ${actual.cause ?? ''}`,
    () =>
      'output' in expected
        ? difference({ expected: expected.output, actual: JSON.parse(actual.output ?? 'null') as unknown }, 'output')
        : undefined,
    () =>
      expected.error === actual.error || isText(expected.error ?? '', actual.error)
        ? undefined
        : `error: ${actual.error ?? ''}`,
    () => ('cause' in expected ? difference({ expected: expected.cause, actual: actual.cause }, 'cause') : undefined),
    () =>
      eventsOrder === 'exact'
        ? sequence(events.map(keyOf), actual.events.map(keyOf))
        : sequence(mainline(definition, events), mainline(definition, actual.events)),
    ...(eventsOrder === 'exact' ? details : []),
  ]);
};
