import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { connect } from '../clients.ts';

const { table, documents } = connect();

type Event = { readonly detail: { readonly name: string; readonly status: string } };

/** Keeps how an execution ended. */
export const handler = async ({ detail }: Event): Promise<void> => {
  await documents.send(
    new PutCommand({ TableName: table, Item: { id: `ended-${detail.name}`, status: detail.status } }),
  );
};
