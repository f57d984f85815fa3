import jsonata from 'jsonata';

import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { ExpressionError } from './expression-error.ts';
import { withStatesFunctions } from './functions.ts';
import type { Scope } from './scope.ts';
import { shortcutOf } from './shortcut.ts';

/** A field of a state, ready to be evaluated. @throws ExpressionError */
export type Template = (scope: Scope) => Promise<Json>;

export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

const typeOf = (value: Json): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Exclude<JsonType, 'array' | 'null'>;
};

export type TemplateOptions = {
  /** Where the template stands in its state, for example `Output`. */
  readonly field: string;
  /** `Literal`: the state speaks no JSONata, so that `{% … %}` is text. */
  readonly language: 'JSONata' | 'Literal';
  readonly now: () => number;
  /** What the whole field must be. */
  readonly type?: JsonType | undefined;
};

/** An expression that runs away ends itself: all executions share one process. Milliseconds, and depth of calls. */
const limits = { timeout: 5000, stack: 1000 };

const expressionIn = (text: string): string | undefined =>
  text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;

/** Values that JSONata hands out may be sequences or functions: only JSON leaves an expression. */
const plain = (value: unknown): Json | undefined => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (typeof value !== 'object' || isFunctionLike(value)) return undefined;
  const entries = Object.entries(value).flatMap(([key, member]) => {
    const kept = plain(member);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(entries);
};

const isFunctionLike = (value: object): boolean => '_jsonata_lambda' in value || '_jsonata_function' in value;

const describe = (error: unknown): string => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return [code, message].filter((part) => typeof part === 'string').join(': ');
};

const compileExpression = (source: string, { field, now }: TemplateOptions): Template => {
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  let expression: jsonata.Expression;
  try {
    expression = withStatesFunctions(jsonata(source, limits), now);
  } catch (error) {
    throw new ExpressionError(`${about} is not valid. ${describe(error)}`, field);
  }
  const shortcut = shortcutOf(expression.ast());
  return async (scope) => {
    const found = shortcut?.(scope);
    if (found) return found.value;
    let value: unknown;
    try {
      value = await expression.evaluate(undefined, scope);
    } catch (error) {
      throw new ExpressionError(`${about} threw an error during evaluation. ${describe(error)}`, field);
    }
    if (value === undefined) throw new ExpressionError(`${about} returned nothing (undefined).`, field);
    const answer = plain(value);
    if (answer === undefined) throw new ExpressionError(`${about} returned an unsupported result type.`, field);
    return answer;
  };
};

/** A template with an expression in it, or undefined where the value stands for itself. */
const compileDynamic = (value: Json, options: TemplateOptions): Template | undefined => {
  if (typeof value === 'string') {
    const source = expressionIn(value);
    return source === undefined ? undefined : compileExpression(source, options);
  }
  if (Array.isArray(value)) return compileArray(value as readonly Json[], options);
  return isJsonObject(value) ? compileObject(value, options) : undefined;
};

const compileArray = (items: readonly Json[], options: TemplateOptions): Template | undefined => {
  const compiled = items.map((item, index) =>
    compileDynamic(item, { ...options, field: `${options.field}[${index}]` }),
  );
  if (!compiled.some(Boolean)) return undefined;
  return async (scope) => {
    const out: Json[] = [];
    for (const [index, item] of items.entries()) {
      const template = compiled[index];
      out.push(template ? await template(scope) : item);
    }
    return out;
  };
};

const compileObject = (value: JsonObject, options: TemplateOptions): Template | undefined => {
  const members = Object.entries(value).map(
    ([key, member]) => [key, member, compileDynamic(member, { ...options, field: `${options.field}/${key}` })] as const,
  );
  if (!members.some(([, , template]) => template)) return undefined;
  return async (scope) => {
    const out: [string, Json][] = [];
    for (const [key, member, template] of members) out.push([key, template ? await template(scope) : member]);
    return Object.fromEntries(out);
  };
};

/** Checks what a field gives, in the words of AWS where it was an expression. */
const typed =
  (template: Template, value: Json, { field, type }: TemplateOptions): Template =>
  async (scope) => {
    const given = await template(scope);
    if (type === undefined || typeOf(given) === type) return given;
    const source = typeof value === 'string' ? expressionIn(value) : undefined;
    const about =
      source === undefined
        ? `The field '${field}'`
        : `The JSONata expression '${source}' specified for the field '${field}'`;
    const shown = JSON.stringify(given);
    throw new ExpressionError(
      `${about} returned an unexpected result type. Expected '${type}', but was '${typeOf(given)}' for value: ${shown}`,
      field,
    );
  };

/** @throws ExpressionError for an expression that does not parse */
export const compileTemplate = (value: Json, options: TemplateOptions): Template => {
  const dynamic = options.language === 'JSONata' ? compileDynamic(value, { ...options, type: undefined }) : undefined;
  const template: Template = dynamic ?? (() => Promise.resolve(value));
  return options.type === undefined ? template : typed(template, value, options);
};
