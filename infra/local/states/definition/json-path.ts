import { isJsonObject } from '../json.ts';
import type { Problem } from './problem.ts';

/** Fields that only a JSONPath state has. This runtime evaluates JSONata and nothing else. */
const fields = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'Variable',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ItemsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
]);

/** Where templates live: a key that ends in `.$` is a path there. */
const templates = new Set(['Assign', 'ItemSelector', 'Arguments', 'Output']);

const problem = (name: string, location: string): Problem => ({
  code: 'SCHEMA_VALIDATION_FAILED',
  message: `The field '${name}' belongs to JSONPath, which this runtime does not evaluate: write it in JSONata`,
  location: `${location}/${name}`,
});

const pathKeys = (value: unknown, location: string): Problem[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => pathKeys(item, `${location}[${index}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key.endsWith('.$') ? [problem(key, location)] : pathKeys(member, `${location}/${key}`),
  );
};

const inside = (value: unknown, location: string): Problem[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => jsonPathIn(item, `${location}[${index}]`));
  return [];
};

/** What of a state (or of one of its catchers and choice rules) only JSONPath could evaluate. */
export const jsonPathIn = (state: unknown, location: string): Problem[] => {
  if (!isJsonObject(state)) return [];
  return Object.entries(state).flatMap(([key, value]) => {
    if (fields.has(key)) return [problem(key, location)];
    if (templates.has(key)) return pathKeys(value, `${location}/${key}`);
    return key === 'Catch' || key === 'Choices' ? inside(value, `${location}/${key}`) : [];
  });
};

/** Fields that a state may have only where its query language is JSONata. */
export const jsonataOnly = (state: object): readonly string[] =>
  Object.keys(state).filter((key) => ['Arguments', 'Output', 'Items', 'Choices'].includes(key));
