import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientDefaults } from './client-defaults.ts';

export const makeDynamoDbClient = (): DynamoDBClient => new DynamoDBClient(clientDefaults());

/**
 * A document client; `undefined` members are left out of items rather than refused. Its commands wrap others, so that their
 * middleware cannot be kept.
 */
export const makeDocumentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ ...clientDefaults(), cacheMiddleware: false }), {
    marshallOptions: { removeUndefinedValues: true },
  });
