import * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import type { Arns } from '../arn.ts';
import { examine } from '../definition/compile.ts';
import type { Machines } from '../machines.ts';
import type { MachineStore } from '../store/machines.ts';
import { checkName, operation, page, paging, seconds, withValues } from './request.ts';

export type MachineOperationsOptions = {
  readonly machines: Machines;
  readonly store: MachineStore;
  readonly arns: Arns;
  readonly now: () => number;
};

const settings = {
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
  encryptionConfiguration: z.unknown().optional(),
};
const tagList = z.array(z.object({ key: z.string(), value: z.string() }));
const tagsOf = (list: z.output<typeof tagList>) => Object.fromEntries(list.map(({ key, value }) => [key, value]));

const createRequest = z.object({
  name: z.string(),
  definition: z.string(),
  roleArn: z.string(),
  type: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  publish: z.boolean().default(false),
  versionDescription: z.string().optional(),
  tags: tagList.optional(),
  ...settings,
});

const updateRequest = z.object({
  stateMachineArn: z.string(),
  definition: z.string().optional(),
  roleArn: z.string().optional(),
  publish: z.boolean().default(false),
  versionDescription: z.string().optional(),
  ...settings,
});

const only = ({
  loggingConfiguration,
  tracingConfiguration,
  encryptionConfiguration,
}: Readonly<Record<string, unknown>>) =>
  withValues({ loggingConfiguration, tracingConfiguration, encryptionConfiguration }) as Readonly<
    Record<string, unknown>
  >;

/** Operations on state machines and their tags. */
export const machineOperations = ({ machines, store, arns, now }: MachineOperationsOptions) => {
  const published = async (publish: boolean, arn: string, description: string | undefined) => {
    if (!publish) return {};
    const { number } = await machines.publish(arn, description);
    return { stateMachineVersionArn: arns.qualified(arn, number) };
  };

  return {
    CreateStateMachine: operation(createRequest, async ({ name, definition, roleArn, type, publish, ...rest }) => {
      checkName(name);
      if (type === 'EXPRESS')
        throw new AwsError('StateMachineTypeNotSupported', 'This runtime has STANDARD state machines only');
      const found = store.named(name);
      const current = found && machines.currentRevision(found);
      const arn = arns.machine(name);
      if (current && current.definition !== definition) {
        throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      }
      const tags = rest.tags && tagsOf(rest.tags);
      const machine = found ?? (await machines.put({ name, definition, roleArn, tags, settings: only(rest) }));
      const version = await published(publish, arn, rest.versionDescription);
      return { stateMachineArn: arn, creationDate: seconds(machine.created), ...version };
    }),
    UpdateStateMachine: operation(updateRequest, async ({ stateMachineArn, publish, versionDescription, ...rest }) => {
      const machine = machines.machineNamed(stateMachineArn);
      const current = machines.currentRevision(machine);
      const updated = await machines.put({
        name: machine.name,
        definition: rest.definition ?? current.definition,
        roleArn: rest.roleArn ?? current.role,
        settings: { ...machine.settings, ...only(rest) },
      });
      const version = await published(publish, arns.machine(machine.name), versionDescription);
      return { updateDate: seconds(now()), revisionId: machines.currentRevision(updated).key, ...version };
    }),
    DeleteStateMachine: operation(z.object({ stateMachineArn: z.string() }), async ({ stateMachineArn }) => {
      const parsed = arns.parseMachine(stateMachineArn);
      if (!parsed) throw new AwsError('InvalidArn', `Invalid Arn: '${stateMachineArn}'`);
      const machine = store.named(parsed.name);
      if (machine) await machines.remove(machine);
      return {};
    }),
    DescribeStateMachine: operation(z.object({ stateMachineArn: z.string() }), ({ stateMachineArn }) => {
      const { machine, revision, version } = machines.resolve(stateMachineArn);
      const record = machines.currentRevision({ ...machine, revision });
      return withValues({
        stateMachineArn,
        name: machine.name,
        status: 'ACTIVE',
        definition: record.definition,
        roleArn: record.role,
        type: 'STANDARD',
        creationDate: seconds(version?.created ?? machine.created),
        revisionId: record.key,
        description: version?.description,
        ...machine.settings,
      });
    }),
    ListStateMachines: operation(z.object(paging), (request) => {
      const { items, ...next } = page(request, z.string(), '', store.list, ({ name }) => name);
      const stateMachines = items.map(({ name, created }) => ({
        stateMachineArn: arns.machine(name),
        name,
        type: 'STANDARD',
        creationDate: seconds(created),
      }));
      return { stateMachines, ...next };
    }),
    ValidateStateMachineDefinition: operation(z.object({ definition: z.string() }), ({ definition }) => {
      const examined = examine(definition, now);
      if ('machine' in examined) return { result: 'OK', diagnostics: [], truncated: false };
      const diagnostics = examined.problems.map((problem) => ({ severity: 'ERROR', ...problem }));
      return { result: 'FAIL', diagnostics, truncated: false };
    }),
    TagResource: operation(z.object({ resourceArn: z.string(), tags: tagList }), async ({ resourceArn, tags }) => {
      const machine = machines.machineNamed(resourceArn);
      await machines.tag(machine, { ...machine.tags, ...tagsOf(tags) });
      return {};
    }),
    ListTagsForResource: operation(z.object({ resourceArn: z.string() }), ({ resourceArn }) => ({
      tags: Object.entries(machines.machineNamed(resourceArn).tags).map(([key, value]) => ({ key, value })),
    })),
  };
};
