import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { connect } from '../clients.ts';

const { table, documents } = connect();

/** Keeps the task token beside the item. */
export const handler = async ({ id, token }: { readonly id: string; readonly token: string }): Promise<object> => {
  await documents.send(
    new UpdateCommand({
      TableName: table,
      Key: { id },
      UpdateExpression: 'SET #token = :token',
      ExpressionAttributeNames: { '#token': 'token' },
      ExpressionAttributeValues: { ':token': token },
    }),
  );
  return {};
};
