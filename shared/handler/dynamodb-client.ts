import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeAwsClient } from './aws-client.ts';

export const makeDynamoDbClient = (): DynamoDBClient => makeAwsClient(DynamoDBClient);
