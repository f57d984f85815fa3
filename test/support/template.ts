import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder } from '../../infra/build/synthesise.ts';

export const stacks = ['ParcoursData', 'ParcoursEngine', 'ParcoursApi'] as const;

export type Resource = {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

type Template = {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Resource['properties'] }>>;
};

/** The synthesised template of a stack, as text. */
export const templateText = (stack: string): string =>
  readFileSync(join(assemblyFolder, `${stack}.template.json`), 'utf8');

/** Every resource of a type, of all stacks. */
export const resourcesOf = (type: string): readonly Resource[] =>
  stacks
    .flatMap((stack) => Object.entries((JSON.parse(templateText(stack)) as Template).Resources))
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Type, Properties = {} }]) => ({ id, type: Type, properties: Properties }));

/** A value of a template as text: what only a deployment knows stands as `…`. */
export const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = (value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts ? parts[1].map(flat).join(parts[0]) : '…';
};
