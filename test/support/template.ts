import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder } from '../../infra/build/synthesise.ts';

export const stacks = ['ParcoursData', 'ParcoursEngine', 'ParcoursApi', 'ParcoursMail'] as const;

type Body = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** What a template declares. */
type Template = { readonly Resources: Readonly<Record<string, Body>> };

export type Resource = {
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What becomes of it when it is taken out of the template, and when it is replaced. */
  readonly afterwards: readonly [deleted: string | undefined, replaced: string | undefined];
};

/** The synthesised template of a stack, as text. */
export const templateText = (stack: string): string =>
  readFileSync(join(assemblyFolder, `${stack}.template.json`), 'utf8');

/** Every resource of all stacks. */
export const allResources = (): readonly Resource[] =>
  stacks.flatMap((stack) =>
    Object.entries((JSON.parse(templateText(stack)) as Template).Resources).map(([id, body]) => ({
      id,
      stack,
      type: body.Type,
      properties: body.Properties ?? {},
      afterwards: [body.DeletionPolicy, body.UpdateReplacePolicy] as const,
    })),
  );

/** Every resource of a type, of all stacks. */
export const resourcesOf = (type: string): readonly Resource[] => allResources().filter((each) => each.type === type);

/** A value of a template as text: what only a deployment knows stands as `…`. */
export const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = (value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts ? parts[1].map(flat).join(parts[0]) : '…';
};

/** The construct that a logical id was made of, without the hash at its end. */
const construct = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** A resource of a statement in a reader's words: `Record/index/worker`, `stateMachine:parcours-pivot-v1`. */
export const inWords = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const {
    'Fn::Join': join,
    'Fn::ImportValue': imported,
    'Fn::GetAtt': attribute,
    Ref: reference,
  } = value as {
    Ref?: string;
    'Fn::Join'?: [string, unknown[]];
    'Fn::ImportValue'?: string;
    'Fn::GetAtt'?: [string, string];
  };
  if (imported !== undefined) return imported.replace(/^.*:|Arn$/g, '');
  if (attribute) return construct(attribute[0]);
  if (reference !== undefined) return construct(reference);
  const text = join?.[1].map((part) => (JSON.stringify(part).includes('AWS::') ? '' : inWords(part))).join('') ?? '…';
  return text.replace(/^arn:.*?:(?=stateMachine|execution|identity|configuration-set)/, '');
};

/** One statement of a policy, as CDK writes it. */
export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
};

/** A function with the statements of its role. */
export type Granted = Resource & {
  /** Below `functions`. */
  readonly folder: string;
  readonly statements: readonly Statement[];
};

/** The policies of a function's role. */
const policiesOf = ({ stack, properties }: Resource): readonly Resource[] => {
  const [role] = (properties['Role'] as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  return resourcesOf('AWS::IAM::Policy').filter(
    (policy) =>
      policy.stack === stack && JSON.stringify(policy.properties['Roles']) === JSON.stringify([{ Ref: role }]),
  );
};

export const statementsIn = ({ properties }: Resource): readonly Statement[] =>
  (properties['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement;

/** Every function of the template. */
export const grantedFunctions = (): readonly Granted[] =>
  resourcesOf('AWS::Lambda::Function').map((resource) => ({
    ...resource,
    folder: String(resource.properties['Handler']).replace('/handler.handler', ''),
    statements: policiesOf(resource).flatMap(statementsIn),
  }));

/** A grant in a reader's words: what may be done, on what. */
export const grantsOf = ({ Action, Resource: on }: Statement): readonly string[] =>
  [Action].flat().flatMap((action) => [on].flat().map((resource) => `${action} ${inWords(resource)}`));
