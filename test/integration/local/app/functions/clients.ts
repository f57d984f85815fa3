import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Host = { readonly now: () => number; readonly awsClientConfig: () => object };

/** Asked for by each handler while it is imported, as on the real one. */
export const connect = () => {
  const host = (globalThis as unknown as Record<symbol, Host>)[Symbol.for('parcours.host')];
  if (!host) throw new Error('no host');
  return {
    now: host.now,
    table: process.env['TABLE'] ?? '',
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(host.awsClientConfig())),
    executions: new SFNClient(host.awsClientConfig()),
  };
};
