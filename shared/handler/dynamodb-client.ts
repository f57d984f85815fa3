import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { currentHost } from './host.ts';

/** A document client; `undefined` members are left out of items rather than refused. */
export const makeDocumentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(currentHost().awsClientConfig()), {
    marshallOptions: { removeUndefinedValues: true },
  });
