import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Kept when its stack goes or it is taken out, and gone with a deployment that made it and rolls back. */
export const kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** Keeps all that a construct is made of. Whatever is kept must be able to run: what it refers to is kept as well. */
export const keep = (...constructs: readonly IConstruct[]): void => {
  for (const each of constructs.flatMap((construct) => construct.node.findAll()))
    if (CfnResource.isCfnResource(each)) each.applyRemovalPolicy(kept);
};
