import { invalid } from '../errors.ts';
import { attributeOf, emptyItem, type Item } from '../values/attribute-value.ts';

export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' | 'B' };
export type KeySchema = { readonly hash: KeyAttribute; readonly range?: KeyAttribute };

type KeyElements = readonly { readonly AttributeName: string; readonly KeyType: string }[];

export type IndexSpec = {
  readonly IndexName: string;
  readonly KeySchema: KeyElements;
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
};

/** A table in the words that CloudFormation and CreateTable share. */
export type TableSpec = {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly KeySchema: KeyElements;
  readonly GlobalSecondaryIndexes?: readonly IndexSpec[];
  /** Attribute with the second (since the epoch) from which an item may be removed. */
  readonly TimeToLiveAttribute?: string;
};

export type Index = {
  readonly id: number;
  readonly name: string;
  readonly key: KeySchema;
  readonly projectsAll: boolean;
  /** Whether an attribute is part of the index's rows. */
  readonly projects: (attribute: string) => boolean;
  /** The part of an item that the index keeps. */
  readonly project: (item: Item) => Item;
};

export type Table = {
  readonly id: number;
  readonly name: string;
  readonly spec: TableSpec;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly key: KeySchema;
  readonly indexes: readonly Index[];
};

const namePattern = /^[A-Za-z0-9_.-]{3,255}$/;

export const keyNames = ({ hash, range }: KeySchema): readonly string[] =>
  range ? [hash.name, range.name] : [hash.name];

export const keyAttributes = ({ hash, range }: KeySchema): readonly KeyAttribute[] => (range ? [hash, range] : [hash]);

/** The year 5138: what is later is no date in seconds. */
const latestExpiry = 1e11;

/** The second from which an item may be removed, where its table has a time to live and the item names one. */
export const expiryOf = ({ spec }: Table, item: Item): number | undefined => {
  const value = spec.TimeToLiveAttribute === undefined ? undefined : attributeOf(item, spec.TimeToLiveAttribute);
  if (!value || !('N' in value)) return undefined;
  const seconds = Math.ceil(Number(value.N));
  return seconds > 0 && seconds < latestExpiry ? seconds : undefined;
};

/** The index called so. @throws ValidationException */
export const indexOf = (table: Table, name: string): Index => {
  const index = table.indexes.find((one) => one.name === name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  return index;
};

const keySchema = (spec: TableSpec, elements: KeyElements): KeySchema => {
  const [hash, range] = elements;
  if (!hash || hash.KeyType !== 'HASH' || elements.length > 2) {
    throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (range && (range.KeyType !== 'RANGE' || range.AttributeName === hash.AttributeName)) {
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  const attribute = (name: string): KeyAttribute => {
    const type = spec.AttributeDefinitions.find((one) => one.AttributeName === name)?.AttributeType;
    if (type === 'S' || type === 'N' || type === 'B') return { name, type };
    throw invalid(
      'One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. ' +
        `Keys: [${name}], AttributeDefinitions: [${spec.AttributeDefinitions.map((one) => one.AttributeName).join(', ')}]`,
    );
  };
  return { hash: attribute(hash.AttributeName), ...(range && { range: attribute(range.AttributeName) }) };
};

const makeIndex = (spec: TableSpec, key: KeySchema, given: IndexSpec, id: number): Index => {
  const own = keySchema(spec, given.KeySchema);
  const { ProjectionType: type = '', NonKeyAttributes: others = [] } = given.Projection;
  if (!['ALL', 'KEYS_ONLY', 'INCLUDE'].includes(type)) throw invalid(`Unknown ProjectionType: ${type}`);
  if ((type === 'INCLUDE') !== others.length > 0) {
    throw invalid(
      `One or more parameter values were invalid: ProjectionType is ${type}, but NonKeyAttributes is ${type === 'INCLUDE' ? 'not ' : ''}specified`,
    );
  }
  const kept = new Set([...keyNames(own), ...keyNames(key), ...others]);
  const projectsAll = type === 'ALL';
  return {
    id,
    name: given.IndexName,
    key: own,
    projectsAll,
    projects: (attribute) => projectsAll || kept.has(attribute),
    project: projectsAll ? (item) => item : (item) => keepOnly(item, kept),
  };
};

const keepOnly = (item: Item, kept: ReadonlySet<string>): Item => {
  const part = emptyItem();
  for (const name of kept) {
    const value = attributeOf(item, name);
    if (value) part[name] = value;
  }
  return part;
};

const checkNames = ({ TableName, GlobalSecondaryIndexes: indexes = [] }: TableSpec): void => {
  const names = [TableName, ...indexes.map((one) => one.IndexName)];
  if (!names.every((name) => namePattern.test(name))) {
    throw invalid(
      'Invalid table/index name.  Table/index names must be between 3 and 255 characters long, ' +
        "and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  }
  if (new Set(names.slice(1)).size !== indexes.length) {
    throw invalid('One or more parameter values were invalid: Duplicate index name');
  }
};

const checkDefinitions = (spec: TableSpec): void => {
  const used = new Set(
    [spec, ...(spec.GlobalSecondaryIndexes ?? [])].flatMap((one) => one.KeySchema.map((key) => key.AttributeName)),
  );
  if (
    spec.AttributeDefinitions.length === used.size &&
    spec.AttributeDefinitions.every((one) => used.has(one.AttributeName))
  )
    return;
  throw invalid(
    'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
  );
};

/** Checks a specification and makes the table that it describes. @throws ValidationException */
export const makeTable = (
  spec: TableSpec,
  ids: { readonly id: number; readonly created: number; readonly indexes: ReadonlyMap<string, number> },
): Table => {
  checkNames(spec);
  const key = keySchema(spec, spec.KeySchema);
  const indexes = (spec.GlobalSecondaryIndexes ?? []).map((one) =>
    makeIndex(spec, key, one, ids.indexes.get(one.IndexName) ?? 0),
  );
  checkDefinitions(spec);
  return { id: ids.id, created: ids.created, name: spec.TableName, spec, key, indexes };
};
