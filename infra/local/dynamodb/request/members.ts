import { AwsError } from '../../aws/aws-error.ts';
import type { CapacityMode } from '../capacity.ts';
import { invalid } from '../errors.ts';

/** The members of a request, or of a structure within it. */
export type Members = Readonly<Record<string, unknown>>;

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const constraint = (name: string, value: string, rule: string): AwsError =>
  invalid(`1 validation error detected: Value ${value} at '${camel(name)}' failed to satisfy constraint: ${rule}`);

const malformed = (name: string): AwsError =>
  new AwsError('SerializationException', `The member ${name} has an unexpected type`);

const isMembers = (raw: unknown): raw is Members => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const present = (input: Members, name: string): unknown => {
  const raw = input[name];
  if (raw === undefined || raw === null) throw constraint(name, 'null', 'Member must not be null');
  return raw;
};

/** Whether a member was given at all. */
export const has = (input: Members, name: string): boolean => input[name] !== undefined && input[name] !== null;

/** @throws ValidationException where it is missing, SerializationException where it is no structure */
export const structure = (input: Members, name: string): Members => {
  const raw = present(input, name);
  if (!isMembers(raw)) throw malformed(name);
  return raw;
};

export const list = (input: Members, name: string): readonly Members[] => {
  const raw = present(input, name);
  if (!Array.isArray(raw) || !raw.every(isMembers)) throw malformed(name);
  return raw;
};

export const optionalText = (input: Members, name: string): string | undefined => {
  const raw = input[name] ?? undefined;
  if (raw !== undefined && typeof raw !== 'string') throw malformed(name);
  return raw;
};

export const text = (input: Members, name: string): string => {
  present(input, name);
  return optionalText(input, name) ?? '';
};

export const flag = (input: Members, name: string, usual = false): boolean => {
  const raw = input[name] ?? usual;
  if (typeof raw !== 'boolean') throw malformed(name);
  return raw;
};

/** A whole number of at least 1, or nothing. */
export const positive = (input: Members, name: string): number | undefined => {
  const raw = input[name] ?? undefined;
  if (raw === undefined) return undefined;
  if (typeof raw !== 'number') throw malformed(name);
  if (raw < 1) throw constraint(name, `'${raw}'`, 'Member must have value greater than or equal to 1');
  return Math.floor(raw);
};

export const oneOf = <T extends string>(input: Members, name: string, allowed: readonly T[], usual: T): T => {
  const raw = optionalText(input, name);
  if (raw === undefined) return usual;
  const known = allowed.find((one) => one === raw);
  if (!known) throw constraint(name, `'${raw}'`, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  return known;
};

export const capacityMode = (input: Members): CapacityMode =>
  oneOf(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE'], 'NONE');

const tableArn = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/(.+)$/;

/** A table's name, which a request may give as its ARN. */
export const tableName = (input: Members): string => tableNameOf(text(input, 'TableName'));

export const tableNameOf = (given: string): string => tableArn.exec(given)?.[1] ?? given;

const legacy = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

/** Parameters older than expressions are not known here. @throws ValidationException */
export const refuseLegacy = (input: Members): void => {
  const found = legacy.filter((name) => has(input, name));
  if (found.length > 0) throw invalid(`The legacy parameters {${found.join(', ')}} are not supported: use expressions`);
};
