import { type Bindings, makeBindings } from '../expressions/bindings.ts';
import { bindCondition, type Test } from '../expressions/condition.ts';
import { makeProjection, refuseOverlaps } from '../expressions/document.ts';
import { parsed } from '../expressions/parsed.ts';
import type { Path } from '../expressions/syntax.ts';
import type { Item } from '../values/attribute-value.ts';
import { has, type Members, optionalText, refuseLegacy } from './members.ts';

const expressionMembers = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

/** The names and values of a request; finish with `refuseUnused`. @throws ValidationException */
export const bindingsOf = (input: Members): Bindings => {
  refuseLegacy(input);
  return makeBindings(
    input,
    expressionMembers.some((name) => has(input, name)),
  );
};

/** The condition or filter of a request, or nothing where it has none. @throws ValidationException */
export const testOf = (
  input: Members,
  name: 'ConditionExpression' | 'FilterExpression',
  bindings: Bindings,
): Test | undefined => {
  const source = optionalText(input, name);
  return source === undefined ? undefined : bindCondition(name, parsed[name](source), bindings);
};

export type Projection = { readonly paths: readonly Path[]; readonly apply: (item: Item) => Item };

/** What of each item the request wants, or nothing where it wants all. @throws ValidationException */
export const projectionOf = (input: Members, bindings: Bindings): Projection | undefined => {
  const source = optionalText(input, 'ProjectionExpression');
  if (source === undefined) return undefined;
  const paths = parsed.ProjectionExpression(source).map((raw) => bindings.path('ProjectionExpression', raw));
  refuseOverlaps('ProjectionExpression', paths);
  return { paths, apply: makeProjection(paths) };
};
