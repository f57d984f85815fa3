import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { startSystem, type System } from '../system.ts';
import { resourcesOf } from '../template.ts';
import { makeSandboxes, type Sandboxes } from './sandboxes.ts';

/** A system whose functions run as Lambda runs them. */
export type Deployed = {
  /** Its clients reach AWS over the wire, as an operator. */
  readonly system: System;
  readonly sandboxes: Sandboxes;
  /** What would be wrong on AWS, one line each: what was found at the functions, and what the runtime had to say. */
  readonly findings: () => readonly string[];
};

/** Variables of each function of the template, by its logical id. */
const variablesOfFunctions = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    resourcesOf('AWS::Lambda::Function').map(({ id, properties: { Environment } }) => {
      const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: object };
      return [id, Object.keys(Variables)];
    }),
  );

/**
 * Starts an assembly on real time, each function in processes of its own: with the environment of its template and of
 * Lambda, credentials of its role, the address of AWS, and nothing else of ours.
 */
export const startDeployed = async (assembly = assemblyFolder): Promise<Deployed> => {
  const sandboxes = makeSandboxes(variablesOfFunctions());
  const { invoker, witness } = sandboxes;
  const system = await startSystem({ assembly, invoker, witness, beginAt: Date.now(), patienceMs: 30_000 });
  const aws = {
    region: 'ca-central-1',
    endpoint: system.runtime.awsUrl,
    credentials: { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'of somebody outside' },
  };
  return {
    sandboxes,
    system: {
      ...system,
      dynamoDb: () => new DynamoDBClient(aws),
      documents: () => DynamoDBDocumentClient.from(new DynamoDBClient(aws)),
      executions: () => new SFNClient(aws),
    },
    findings: () => [...sandboxes.findings(), ...system.logged.map((line) => `the runtime said: ${line}`)],
  };
};
