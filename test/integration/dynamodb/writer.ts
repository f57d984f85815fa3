import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { openStore } from './open-store.ts';

/** Writes for as long as it lives, eight transactions at a time, and prints the number of each that was acknowledged. */
const { client } = await openStore({ file: process.argv[2] ?? ':memory:' });

const write = async (id: number): Promise<void> => {
  const item = (pk: string) => ({ pk: { S: pk }, sk: { N: String(id) }, team: { S: `team-${id}` }, due: { S: 'd' } });
  const TransactItems = ['left', 'right'].map((pk) => ({ Put: { TableName: 'cases', Item: item(pk) } }));
  await client.send(new TransactWriteItemsCommand({ TransactItems }));
  process.stdout.write(`${id}\n`);
  return write(id + 8);
};

await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
