import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { grantedFunctions, grantsOf, templateText, type Granted, type Statement } from '../template.ts';

/** A function beside the real one, the same in everything but one statement that its role lacks; and it logs nothing. */
export type Twin = {
  readonly id: string;
  readonly folder: string;
  /** What it may not do, in words. */
  readonly grant: string;
  readonly original: Granted;
  readonly statements: readonly Statement[];
};

/** Logs and traces leave the process by no call of the function's own. */
const isOfLambda = ({ Action }: Statement): boolean => [Action].flat().some((action) => /^(?:logs|xray):/.test(action));

const twinsOf = (original: Granted): readonly Twin[] =>
  original.statements
    .filter((statement) => !isOfLambda(statement))
    .map((missing, index) => ({
      id: `${original.id}Twin${index}`,
      folder: original.folder,
      grant: grantsOf(missing).join(', '),
      original,
      statements: original.statements.filter((statement) => statement !== missing),
    }));

/** A twin for every statement of every function that a capability made. */
export const allTwins: readonly Twin[] = grantedFunctions().flatMap(twinsOf);

type Resources = Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>;

const resourcesOfTwin = ({ id, original, statements }: Twin, given: Resources): Resources => {
  const [role = ''] = (original.properties['Role'] as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  const { Variables = {} } = (original.properties['Environment'] ?? {}) as { readonly Variables?: object };
  const policy = { PolicyName: id, Roles: [{ Ref: `${id}Role` }], PolicyDocument: { Statement: statements } };
  return {
    [`${id}Role`]: given[role] ?? { Type: 'AWS::IAM::Role' },
    [`${id}Policy`]: { Type: 'AWS::IAM::Policy', Properties: policy },
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        ...original.properties,
        Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
        Environment: { Variables: { ...Variables, POWERTOOLS_LOG_LEVEL: 'SILENT' } },
      },
    },
  };
};

/** Schedules that never fire: sweeps are called by hand. */
const quiet = (resources: Resources): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([id, body]) => [
      id,
      body.Type === 'AWS::Scheduler::Schedule'
        ? { ...body, Properties: { ...body.Properties, State: 'DISABLED' } }
        : body,
    ]),
  );

/** A copy of the synthesised assembly in which every function stands beside its twins. */
export const writeTwins = (): { readonly assembly: string; readonly clean: () => void } => {
  const assembly = mkdtempSync(join(tmpdir(), 'parcours-twins-'));
  for (const name of readdirSync(assemblyFolder)) {
    const stack = /^(.*)\.template\.json$/.exec(name)?.[1];
    if (stack === undefined) {
      symlinkSync(resolve(assemblyFolder, name), join(assembly, name));
      continue;
    }
    const template = JSON.parse(templateText(stack)) as { readonly Resources: Resources };
    const twins = allTwins.filter(({ original }) => original.stack === stack);
    const added = twins.map((twin) => resourcesOfTwin(twin, template.Resources));
    const Resources = Object.assign(quiet(template.Resources), ...added) as Resources;
    writeFileSync(join(assembly, name), JSON.stringify({ ...template, Resources }));
  }
  return {
    assembly,
    clean: () => {
      rmSync(assembly, { recursive: true, force: true });
    },
  };
};
