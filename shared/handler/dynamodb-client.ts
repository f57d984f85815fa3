import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientDefaults } from './client-defaults.ts';

export const makeDynamoDbClient = (): DynamoDBClient => new DynamoDBClient(clientDefaults());
