import { makeBindings } from '../../../infra/local/dynamodb/expressions/bindings.ts';
import { bindCondition } from '../../../infra/local/dynamodb/expressions/condition.ts';
import { makeProjection } from '../../../infra/local/dynamodb/expressions/document.ts';
import { parsed } from '../../../infra/local/dynamodb/expressions/parsed.ts';
import { bindUpdate } from '../../../infra/local/dynamodb/expressions/update.ts';
import type { Item } from '../../../infra/local/dynamodb/values/attribute-value.ts';

/** Names and values as a request gives them. */
export type Given = { readonly names?: Readonly<Record<string, string>>; readonly values?: Item };

const bindings = ({ names, values }: Given) =>
  makeBindings({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }, true);

export const holds = (source: string, item: Item, given: Given = {}): boolean =>
  bindCondition('ConditionExpression', parsed.ConditionExpression(source), bindings(given))(item);

export const updated = (source: string, item: Item, given: Given = {}): Item =>
  bindUpdate(parsed.UpdateExpression(source), bindings(given)).apply(item);

export const projected = (source: string, item: Item, given: Given = {}): Item => {
  const bound = bindings(given);
  return makeProjection(parsed.ProjectionExpression(source).map((path) => bound.path('ProjectionExpression', path)))(
    item,
  );
};
