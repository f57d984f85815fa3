import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { connect } from '../clients.ts';

const { now, table, documents } = connect();

/** Counts its runs, and has nothing to do for an hour. */
export const handler = async (): Promise<object> => {
  await documents.send(
    new UpdateCommand({
      TableName: table,
      Key: { id: 'sweep' },
      UpdateExpression: 'ADD runs :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
  return { nextDueAt: new Date(now() + 3_600_000).toISOString() };
};
