import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';

/** A function of the template, as it is run here. */
export type FunctionSpec = {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly roleArn: string;
  /** Folder of the built code. */
  readonly folder: string;
  /** File of the handler, relative to the folder. */
  readonly file: string;
  /** Name of the export that is called. */
  readonly member: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly memorySize: number;
};

const extensions = ['.mjs', '.js', '.cjs'];

const fileOf = (where: string, folder: string, handler: string): { file: string; member: string } => {
  const dot = handler.lastIndexOf('.');
  const stem = handler.slice(0, dot);
  const file = extensions.map((extension) => stem + extension).find((name) => existsSync(join(folder, name)));
  if (file === undefined) throw new RuntimeRefusal(`${where}: no handler ${handler} in ${folder}: build first`);
  return { file, member: handler.slice(dot + 1) };
};

/**
 * Reads one `AWS::Lambda::Function` of the template.
 * @throws RuntimeRefusal when its code is not in the assembly.
 */
export const functionSpec = (resource: Resource, assets: ReadonlyMap<string, string>): FunctionSpec => {
  const { properties, ref, attributes, stack, logicalId } = resource;
  const where = `${stack}/${logicalId}`;
  const key = String((properties['Code'] as Readonly<Record<string, unknown>> | undefined)?.['S3Key']);
  const folder = assets.get(key);
  if (folder === undefined) throw new RuntimeRefusal(`${where}: its code ${key} is not an asset of the assembly`);
  const handler = String(properties['Handler']);
  const environment = properties['Environment'] as
    { readonly Variables?: Readonly<Record<string, unknown>> } | undefined;
  return {
    name: ref,
    arn: attributes['Arn'] ?? '',
    logicalId,
    roleArn: typeof properties['Role'] === 'string' ? properties['Role'] : '',
    folder,
    ...fileOf(where, folder, handler),
    handler,
    variables: Object.fromEntries(
      Object.entries(environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    timeout: Number(properties['Timeout'] ?? 3) * 1000,
    memorySize: Number(properties['MemorySize'] ?? 128),
  };
};
