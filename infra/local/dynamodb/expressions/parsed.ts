import type { ExpressionName } from './fault.ts';
import { parseCondition } from './parse-condition.ts';
import { parseProjection } from './parse-projection.ts';
import { parseUpdate } from './parse-update.ts';

const kept = 1000;

/** Remembers what a parser made of the texts it saw last; programs send few texts, often. */
const remembered = <T>(parse: (source: string) => T): ((source: string) => T) => {
  const cache = new Map<string, T>();
  return (source) => {
    const known = cache.get(source);
    if (known !== undefined) return known;
    const made = parse(source);
    const [oldest] = cache.size < kept ? [] : cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(source, made);
    return made;
  };
};

const condition = (expression: ExpressionName) => remembered((source) => parseCondition(expression, source));

/** The parsers of all expressions, each with a bounded cache by text. */
export const parsed = {
  ConditionExpression: condition('ConditionExpression'),
  FilterExpression: condition('FilterExpression'),
  KeyConditionExpression: condition('KeyConditionExpression'),
  ProjectionExpression: remembered(parseProjection),
  UpdateExpression: remembered(parseUpdate),
} as const;
