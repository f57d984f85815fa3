import { invalid } from '../errors.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { readValue } from '../values/read-value.ts';
import { type ExpressionName, fault } from './fault.ts';
import type { Path, RawPath } from './syntax.ts';

/** The names and values of one request, shared by its expressions; knows which of them were used. */
export type Bindings = {
  readonly path: (expression: ExpressionName, raw: RawPath) => Path;
  readonly value: (expression: ExpressionName, name: string) => AttributeValue;
  /** @throws ValidationException where a name or value served no expression. */
  readonly refuseUnused: () => void;
};

type Source = 'ExpressionAttributeNames' | 'ExpressionAttributeValues';

const forms: Readonly<Record<Source, RegExp>> = {
  ExpressionAttributeNames: /^#[A-Za-z0-9_]+$/,
  ExpressionAttributeValues: /^:[A-Za-z0-9_]+$/,
};

const entriesOf = (source: Source, raw: unknown): ReadonlyMap<string, unknown> => {
  if (raw === undefined || raw === null) return new Map();
  const entries = Object.entries(raw as Readonly<Record<string, unknown>>);
  if (entries.length === 0) throw invalid(`${source} must not be empty`);
  const wrong = entries.find(([key]) => !forms[source].test(key));
  if (wrong) throw invalid(`${source} contains invalid key: Syntax error; key: "${wrong[0]}"`);
  return new Map(entries);
};

const nameOf = (key: string, raw: unknown): string => {
  if (typeof raw === 'string' && raw !== '') return raw;
  throw invalid(`ExpressionAttributeNames contains invalid value for key: ${key}`);
};

const unused = (source: Source, keys: Iterable<string>, used: ReadonlySet<string>): void => {
  const left = [...keys].filter((key) => !used.has(key));
  if (left.length > 0) throw invalid(`Value provided in ${source} unused in expressions: keys: {${left.join(', ')}}`);
};

/** Reads the two members of a request; `hasExpression` tells whether anything could use them. */
export const makeBindings = (
  input: { readonly ExpressionAttributeNames?: unknown; readonly ExpressionAttributeValues?: unknown },
  hasExpression: boolean,
): Bindings => {
  const names = entriesOf('ExpressionAttributeNames', input.ExpressionAttributeNames);
  const values = entriesOf('ExpressionAttributeValues', input.ExpressionAttributeValues);
  if (!hasExpression && names.size > 0) {
    throw invalid('ExpressionAttributeNames can only be specified when using expressions');
  }
  if (!hasExpression && values.size > 0) {
    throw invalid('ExpressionAttributeValues can only be specified when using expressions');
  }
  const namesByKey = new Map([...names].map(([key, raw]) => [key, nameOf(key, raw)]));
  const valuesByKey = new Map([...values].map(([key, raw]) => [key, readBound(key, raw)]));
  const used = new Set<string>();

  const step = (expression: ExpressionName, raw: string): string => {
    if (!raw.startsWith('#')) return raw;
    const name = namesByKey.get(raw);
    if (name === undefined) {
      throw fault(
        expression,
        `An expression attribute name used in the document path is not defined; attribute name: ${raw}`,
      );
    }
    used.add(raw);
    return name;
  };

  return {
    path: (expression, [top, ...rest]) => [
      step(expression, top),
      ...rest.map((raw) => (typeof raw === 'number' ? raw : step(expression, raw))),
    ],
    value: (expression, name) => {
      const value = valuesByKey.get(name);
      if (value === undefined) {
        throw fault(
          expression,
          `An expression attribute value used in expression is not defined; attribute value: ${name}`,
        );
      }
      used.add(name);
      return value;
    },
    refuseUnused: () => {
      unused('ExpressionAttributeNames', names.keys(), used);
      unused('ExpressionAttributeValues', values.keys(), used);
    },
  };
};

const readBound = (key: string, raw: unknown): AttributeValue => {
  try {
    return readValue(raw);
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationException') {
      throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message}; key: ${key}`);
    }
    throw error;
  }
};
