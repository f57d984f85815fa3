import { invalid } from '../errors.ts';
import { type AttributeValue, attributeOf, emptyItem, type Item } from '../values/attribute-value.ts';
import type { Path } from './syntax.ts';

type Steps = readonly (string | number)[];

const badPath = (): Error => invalid('The document path provided in the update expression is invalid for update');

const withAttribute = (item: Item, name: string, value: AttributeValue | undefined): Item => {
  const copy = Object.assign(emptyItem(), item);
  if (value) copy[name] = value;
  else Reflect.deleteProperty(copy, name);
  return copy;
};

/** A copy with `value` at the path; a list position past the end appends. @throws ValidationException */
export const putAt = (item: Item, [top, ...rest]: Path, value: AttributeValue): Item =>
  withAttribute(item, top, put(attributeOf(item, top), rest, value));

const put = (target: AttributeValue | undefined, [step, ...rest]: Steps, value: AttributeValue): AttributeValue => {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    if (!target || !('M' in target)) throw badPath();
    return { M: withAttribute(target.M, step, put(attributeOf(target.M, step), rest, value)) };
  }
  if (!target || !('L' in target)) throw badPath();
  const changed = put(target.L[step], rest, value);
  return { L: step < target.L.length ? target.L.with(step, changed) : [...target.L, changed] };
};

/** A copy without what stands at the path, if anything does. @throws ValidationException where its parent is missing */
export const removeAt = (item: Item, [top, ...rest]: Path): Item => {
  const target = attributeOf(item, top);
  if (rest.length > 0 && !target) throw badPath();
  return withAttribute(item, top, target && remove(target, rest));
};

const remove = (target: AttributeValue, [step, ...rest]: Steps): AttributeValue | undefined => {
  if (step === undefined) return undefined;
  if (typeof step === 'string') {
    if (!('M' in target)) throw badPath();
    const inner = attributeOf(target.M, step);
    if (!inner && rest.length > 0) throw badPath();
    return { M: withAttribute(target.M, step, inner && remove(inner, rest)) };
  }
  if (!('L' in target)) throw badPath();
  const inner = target.L[step];
  if (!inner && rest.length > 0) throw badPath();
  const left = inner && remove(inner, rest);
  return { L: target.L.flatMap((one, at) => (at === step ? (left ?? []) : one)) };
};
