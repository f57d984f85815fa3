import * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import type { Arns } from '../arn.ts';
import type { Machines } from '../machines.ts';
import type { AliasRecord, MachineStore } from '../store/machines.ts';
import { checkName, operation, page, paging, seconds, withValues } from './request.ts';

export type VersionOperationsOptions = {
  readonly machines: Machines;
  readonly store: MachineStore;
  readonly arns: Arns;
};

const routing = z
  .array(z.object({ stateMachineVersionArn: z.string(), weight: z.int().min(0).max(100) }))
  .min(1)
  .max(2);

/** Operations on versions and aliases of state machines. */
export const versionOperations = ({ machines, store, arns }: VersionOperationsOptions) => {
  const aliasAt = (aliasArn: string): AliasRecord => {
    const machine = machines.machineNamed(aliasArn);
    const alias = store.alias(machine.id, arns.parseMachine(aliasArn)?.qualifier ?? '');
    if (!alias) throw new AwsError('ResourceNotFound', `Resource not found: '${aliasArn}'`);
    return alias;
  };

  return {
    PublishStateMachineVersion: operation(
      z.object({ stateMachineArn: z.string(), revisionId: z.string().optional(), description: z.string().optional() }),
      async ({ stateMachineArn, revisionId, description }) => {
        const machine = machines.machineNamed(stateMachineArn);
        if (revisionId !== undefined && revisionId !== machines.currentRevision(machine).key) {
          throw new AwsError('ConflictException', `The revision '${revisionId}' is not the current one`);
        }
        const { number, created } = await machines.publish(stateMachineArn, description);
        return {
          stateMachineVersionArn: arns.qualified(arns.machine(machine.name), number),
          creationDate: seconds(created),
        };
      },
    ),
    ListStateMachineVersions: operation(z.object({ stateMachineArn: z.string(), ...paging }), (request) => {
      const machine = machines.machineNamed(request.stateMachineArn);
      const { items, ...next } = page(
        request,
        z.int(),
        Number.MAX_SAFE_INTEGER,
        (before, limit) => store.versions(machine.id, before, limit),
        ({ number }) => number,
      );
      const stateMachineVersions = items.map(({ number, created }) => ({
        stateMachineVersionArn: arns.qualified(arns.machine(machine.name), number),
        creationDate: seconds(created),
      }));
      return { stateMachineVersions, ...next };
    }),
    CreateStateMachineAlias: operation(
      z.object({ name: z.string(), description: z.string().optional(), routingConfiguration: routing }),
      async ({ name, description, routingConfiguration }) => {
        checkName(name);
        const [first] = routingConfiguration;
        const machine = machines.machineNamed(first?.stateMachineVersionArn ?? '');
        const stateMachineArn = arns.machine(machine.name);
        const found = store.alias(machine.id, name);
        if (found && JSON.stringify(found.routing) !== JSON.stringify(routingConfiguration)) {
          throw new AwsError('ConflictException', `The alias '${name}' already exists with another routing`);
        }
        const { created } =
          found ?? (await machines.putAlias({ stateMachineArn, name, routing: routingConfiguration, description }));
        return { stateMachineAliasArn: arns.qualified(stateMachineArn, name), creationDate: seconds(created) };
      },
    ),
    DescribeStateMachineAlias: operation(z.object({ stateMachineAliasArn: z.string() }), ({ stateMachineAliasArn }) => {
      const { name, description, routing: routingConfiguration, created, updated } = aliasAt(stateMachineAliasArn);
      return withValues({
        stateMachineAliasArn,
        name,
        description,
        routingConfiguration,
        creationDate: seconds(created),
        updateDate: seconds(updated),
      });
    }),
    ListStateMachineAliases: operation(z.object({ stateMachineArn: z.string(), ...paging }), (request) => {
      const machine = machines.machineNamed(request.stateMachineArn);
      const { items, ...next } = page(
        request,
        z.string(),
        '',
        (after, limit) => store.aliases(machine.id, after, limit),
        ({ name }) => name,
      );
      const stateMachineAliases = items.map(({ name, created }) => ({
        stateMachineAliasArn: arns.qualified(arns.machine(machine.name), name),
        creationDate: seconds(created),
      }));
      return { stateMachineAliases, ...next };
    }),
  };
};
