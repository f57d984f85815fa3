import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import type { Capability } from '../../shared/api/route.ts';
import { outputFolder } from '../build/build.ts';
import { accept } from './accept.ts';
import { grants, type Resources } from './grants.ts';
import type { Machine } from './machine.ts';

type Properties = {
  /** Folder below `functions`. */
  readonly folder: string;
  readonly uses: readonly Capability[];
  readonly resources: Resources;
  /** Seconds. */
  readonly timeout: number;
  /** How often Lambda tries again what was invoked without waiting; only for functions that are. */
  readonly retryAttempts?: number;
};

/** A function of ours: built by the one esbuild pass, with the variables and grants of its capabilities and no others. */
export class ServiceFunction extends LambdaFunction {
  /** All that it is made of. */
  readonly parts: readonly IConstruct[];

  constructor(scope: Construct, id: string, { folder, uses, resources, ...limits }: Properties) {
    const environment = Object.assign({}, ...uses.map((use) => grants[use].environment(resources, scope))) as object;
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of its own: the managed one of Lambda may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      code: Code.fromAsset(outputFolder),
      handler: `${folder}/handler.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      ...limits,
      timeout: Duration.seconds(limits.timeout),
      tracing: Tracing.ACTIVE,
      environment: { ...environment },
      role,
      logGroup,
    });
    this.parts = [this, role, logGroup];
    logGroup.grantWrite(role);
    for (const use of uses) for (const statement of grants[use].statements(resources)) this.addToRolePolicy(statement);
    const account = 'X-Ray has no resources to name: segments are put to the account.';
    accept(role, 'AwsSolutions-IAM5[Resource::*]', account);
    if (uses.includes('executions-look')) for (const machine of resources.machines) this.#acceptLooks(role, machine);
  }

  #acceptLooks(role: Role, { stateMachineName }: Machine): void {
    const executions = `arn:<AWS::Partition>:states:${Stack.of(this).region}:<AWS::AccountId>:execution:${stateMachineName}:*`;
    const reason = 'The executions of one state machine: each is named by case and generation, known at run time only.';
    accept(role, `AwsSolutions-IAM5[Resource::${executions}]`, reason);
  }
}
