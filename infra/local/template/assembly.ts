import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { RuntimeRefusal } from '../refusal.ts';

const record = z.record(z.string(), z.unknown());

const resourceSchema = z.object({
  Type: z.string(),
  Properties: record.default({}),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), record)).default({}),
  Conditions: record.default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.string().optional(),
        Export: z.object({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
});

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: record.default({}),
      dependencies: z.array(z.string()).default([]),
    }),
  ),
});

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** A CloudFormation template, as far as the runtime reads it. */
export type Template = z.infer<typeof templateSchema>;

/** One stack of a cloud assembly. */
export type Stack = {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
};

/** A synthesised application: its stacks in the order of their dependencies, and where the code of its functions is. */
export type Assembly = {
  readonly stacks: readonly Stack[];
  /** S3 object key of an asset → its folder on disk. */
  readonly assets: ReadonlyMap<string, string>;
};

type Artifacts = z.infer<typeof manifestSchema>['artifacts'];

const readJson = <T>(file: string, schema: z.ZodType<T>): T => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new RuntimeRefusal(`${file} cannot be read: synthesise the application first (npm run synth)`);
  }
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new RuntimeRefusal(`${file} is not what CDK writes: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
};

const inOrder = (artifacts: Artifacts): readonly string[] => {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency);
    ordered.push(id);
  };
  const ordered: string[] = [];
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
};

const regionOf = (environment: string | undefined): string => {
  const region = environment?.split('/').at(-1);
  return region === undefined || region === 'unknown-region' ? 'ca-central-1' : region;
};

const assetsOf = (folder: string, manifest: string): readonly (readonly [string, string])[] =>
  Object.values(readJson(join(folder, manifest), assetsSchema).files).flatMap(({ source, destinations }) =>
    source.path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path ?? '')] as const),
  );

/**
 * Reads a CDK cloud assembly (`cdk.out`).
 * @throws RuntimeRefusal when there is none, or when it holds no stack.
 */
export const readAssembly = (folder: string): Assembly => {
  const { artifacts } = readJson(join(folder, 'manifest.json'), manifestSchema);
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  for (const id of inOrder(artifacts)) {
    const artifact = artifacts[id];
    if (artifact?.type === 'aws:cloudformation:stack') {
      const template = readJson(join(folder, String(artifact.properties['templateFile'])), templateSchema);
      const named = artifact.properties['stackName'];
      const name = typeof named === 'string' ? named : id;
      stacks.push({ name, region: regionOf(artifact.environment), template });
    }
    if (artifact?.type === 'cdk:asset-manifest') {
      for (const [key, path] of assetsOf(folder, String(artifact.properties['file']))) assets.set(key, path);
    }
  }
  if (stacks.length === 0) throw new RuntimeRefusal(`${folder} holds no stack: synthesise the application first`);
  return { stacks, assets };
};
