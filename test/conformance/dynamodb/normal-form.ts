import { normaliseNumber } from '../../../infra/local/dynamodb/values/number.ts';
import type { Json } from './sides.ts';

const setKinds = new Set(['SS', 'NS', 'BS']);

const plain = (text: string): string => {
  try {
    return normaliseNumber(text);
  } catch {
    return text;
  }
};

/** The same JSON with sets in one order, of which DynamoDB promises none, and numbers in one form: Local leaves inner ones as given. */
export const withoutOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      setKinds.has(name) && Array.isArray(inner)
        ? inner.map((one) => (name === 'NS' ? plain(String(one)) : String(one))).sort()
        : name === 'N' && typeof inner === 'string'
          ? plain(inner)
          : withoutOrder(inner),
    ]),
  );
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/** One text for one content, so that items can be compared as a bag. */
export const asText = (value: unknown): string => JSON.stringify(sorted(withoutOrder(value)));

/** Items as a bag: the same texts in one order. */
export const bag = (items: readonly unknown[]): readonly string[] => items.map(asText).sort();

export const itemsOf = (output: Json): readonly unknown[] => (Array.isArray(output.Items) ? output.Items : []);
