/** What CloudFormation reads of a template when it decides whether a stack may be updated. */
export type Template = {
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
};

type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

/** What is deployed: the template of each stack, by its name. */
export type Deployed = ReadonlyMap<string, Template>;

/** One stack on its way. */
export type Change = { readonly stack: string; readonly template: Template };

/**
 * The properties of exported resources that make CloudFormation replace them, and so change what they are called:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
};

/** Every value below one that stands under a name. */
const valuesUnder = (name: string, value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]: [string, unknown]) => [
    ...(key === name ? [below] : []),
    ...valuesUnder(name, below),
  ]);
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The names that a template imports. */
export const importsOf = (template: Template): readonly string[] => [
  ...new Set(valuesUnder('Fn::ImportValue', template).map(textOf)),
];

/** The resources that a value refers to, with what would replace them. @throws Error for a type that nobody looked up */
const referredTo = ({ Resources = {} }: Template, value: unknown): readonly unknown[] => {
  const attributes = valuesUnder('Fn::GetAtt', value).map((path) => (Array.isArray(path) ? textOf(path[0]) : ''));
  return [...valuesUnder('Ref', value).map(textOf), ...attributes].flatMap((id) => {
    const resource = Resources[id];
    if (!resource) return [];
    const names = replacing[resource.Type];
    if (!names) throw new Error(`say what replaces an exported ${resource.Type}`);
    return [[id, resource.Type, names.map((name) => resource.Properties?.[name])]];
  });
};

/** What a template exports: by name, all that its value depends on. */
export const exportsOf = (template: Template): ReadonlyMap<string, string> =>
  new Map(
    Object.values(template.Outputs ?? {}).flatMap(({ Value, Export }) =>
      Export ? [[textOf(Export.Name), JSON.stringify([Value, referredTo(template, Value)])] as const] : [],
    ),
  );

/**
 * Why CloudFormation would refuse a change: an export that another stack imports may neither go nor change, an import
 * needs an export, and an export has one stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export const refusalsOf = (deployed: Deployed, { stack, template }: Change): readonly string[] => {
  const others = [...deployed].filter(([name]) => name !== stack);
  const [before, after] = [exportsOf(deployed.get(stack) ?? {}), exportsOf(template)];
  const usersOf = (exported: string): readonly string[] =>
    others.filter(([, other]) => importsOf(other).includes(exported)).map(([name]) => name);
  const lost = [...before.keys()]
    .filter((name) => after.get(name) !== before.get(name))
    .flatMap((name) => usersOf(name).map((user) => `${stack} may not change ${name}: ${user} imports it`));
  const elsewhere = new Set(others.flatMap(([, other]) => [...exportsOf(other).keys()]));
  const missing = importsOf(template)
    .filter((name) => !elsewhere.has(name))
    .map((name) => `${stack} imports ${name}, which no stack exports`);
  const doubled = [...after.keys()]
    .filter((name) => elsewhere.has(name))
    .map((name) => `${stack} exports ${name}, and another stack does`);
  return [...lost, ...missing, ...doubled];
};

/** What is deployed once a change is through. */
export const withChange = (deployed: Deployed, { stack, template }: Change): Deployed =>
  new Map([...deployed, [stack, template]]);
