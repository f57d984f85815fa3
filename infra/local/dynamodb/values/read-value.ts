import { AwsError } from '../../aws/aws-error.ts';
import { invalid } from '../errors.ts';
import { type AttributeValue, emptyItem, type Item, type Kind, kinds } from './attribute-value.ts';
import { normaliseNumber } from './number.ts';

const maxDepth = 31;
const known: ReadonlySet<string> = new Set(kinds);
const setNames = { SS: 'string', NS: 'number', BS: 'binary' } as const;

const malformed = (): AwsError =>
  new AwsError('SerializationException', 'Start of structure or map found where not expected.');

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const text = (raw: unknown): string => {
  if (typeof raw !== 'string') throw malformed();
  return raw;
};

const list = (raw: unknown): readonly unknown[] => {
  if (!Array.isArray(raw)) throw malformed();
  return raw;
};

const binary = (raw: unknown): string => {
  const given = text(raw);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(given) || given.length % 4 !== 0) {
    throw new AwsError('SerializationException', 'Invalid Base64 data');
  }
  return Buffer.from(given, 'base64').toString('base64');
};

const elements = (kind: 'SS' | 'NS' | 'BS', raw: unknown): readonly string[] => {
  const read = kind === 'SS' ? text : kind === 'NS' ? (one: unknown) => normaliseNumber(text(one)) : binary;
  const given = list(raw).map(read);
  if (given.length === 0) {
    throw invalid(`One or more parameter values were invalid: An ${setNames[kind]} set  may not be empty`);
  }
  if (new Set(given).size !== given.length) {
    const shown = kind === 'SS' ? ` [${given.join(', ')}]` : '';
    throw invalid(`One or more parameter values were invalid: Input collection${shown} contains duplicates`);
  }
  return given;
};

const readers: { readonly [K in Kind]: (raw: unknown, depth: number) => AttributeValue } = {
  S: (raw) => ({ S: text(raw) }),
  N: (raw) => ({ N: normaliseNumber(text(raw)) }),
  B: (raw) => ({ B: binary(raw) }),
  BOOL: (raw) => {
    if (typeof raw !== 'boolean') throw malformed();
    return { BOOL: raw };
  },
  NULL: (raw) => {
    if (raw !== true) {
      throw invalid(
        'One or more parameter values were invalid: Null attribute value types must have the value of true',
      );
    }
    return { NULL: true };
  },
  M: (raw, depth) => ({ M: readAttributes(raw, depth + 1) }),
  L: (raw, depth) => ({ L: list(raw).map((one) => readValue(one, depth + 1)) }),
  SS: (raw) => ({ SS: elements('SS', raw) }),
  NS: (raw) => ({ NS: elements('NS', raw) }),
  BS: (raw) => ({ BS: elements('BS', raw) }),
};

const isKind = (name: string): name is Kind => known.has(name);

const onlyKind = (raw: Readonly<Record<string, unknown>>): Kind => {
  let kind: Kind | undefined;
  for (const name in raw) {
    if (raw[name] === null || !isKind(name)) continue;
    if (kind !== undefined) {
      throw invalid(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    }
    kind = name;
  }
  if (kind !== undefined) return kind;
  throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
};

/** Checks and normalises one attribute of a request. @throws ValidationException, SerializationException */
export const readValue = (raw: unknown, depth = 0): AttributeValue => {
  if (!isRecord(raw)) throw malformed();
  if (depth > maxDepth)
    throw invalid(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  const kind = onlyKind(raw);
  return readers[kind](raw[kind], depth);
};

/** Checks and normalises a map of attributes: an item, a key or the content of `M`. @throws ValidationException */
export const readAttributes = (raw: unknown, depth = 0): Item => {
  if (!isRecord(raw)) throw malformed();
  const item = emptyItem();
  for (const name of Object.keys(raw)) {
    if (name === '') throw invalid('Empty attribute name');
    item[name] = readValue(raw[name], depth);
  }
  return item;
};
