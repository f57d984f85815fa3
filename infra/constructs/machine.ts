import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { machineOf } from '../../shared/domain/case/case.ts';
import type { Pathway } from '../../shared/domain/pathway/pathway.ts';

/**
 * The state machine of a published pathway version. Its ARNs are composed from its name, since the functions that it calls
 * answer its tokens: a reference both ways would be a circle.
 */
export type Machine = {
  /** `name-vN` */
  readonly name: string;
  readonly stateMachineName: string;
  readonly machineArn: string;
  readonly aliasArn: string;
  /** Pattern of its executions' ARNs. */
  readonly executionArns: string;
};

export const alias = 'live';

export const machineFor = (scope: Construct, pathway: Pick<Pathway, 'name' | 'version'>): Machine => {
  const name = machineOf(pathway);
  const stateMachineName = `parcours-${name}`;
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return {
    name,
    stateMachineName,
    machineArn: arn('stateMachine', stateMachineName),
    aliasArn: arn('stateMachine', `${stateMachineName}:${alias}`),
    executionArns: arn('execution', `${stateMachineName}:*`),
  };
};
