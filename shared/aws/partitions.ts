import { QueryCommand, ScanCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Attributes = Record<string, AttributeValue>;
export type Source = { readonly client: DynamoDBClient; readonly table: string };

/** All rows of one partition key. */
export type Partition = { readonly pk: string; readonly rows: readonly Attributes[] };

/** Bytes that a page holds at most are DynamoDB's own 1 MB; so many rows keep memory low where rows are small. */
const pageRows = 500;

/** The rows of a table, one partition after the other: a scan gives those of one key together. Read consistently, in pages. */
export const partitionsOf = async function* ({ client, table }: Source): AsyncGenerator<Partition> {
  let rows: Attributes[] = [];
  let pk: string | undefined;
  let after: Attributes | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, Limit: pageRows, ExclusiveStartKey: after }),
    );
    for (const item of Items) {
      const own = item['pk']?.S ?? '';
      if (pk !== undefined && own !== pk) {
        yield { pk, rows };
        rows = [];
      }
      pk = own;
      rows.push(item);
    }
    after = LastEvaluatedKey;
  } while (after);
  if (pk !== undefined) yield { pk, rows };
};

/** One partition as it stands now. */
export const partitionAt = async ({ client, table }: Source, pk: string): Promise<Partition> => {
  const rows: Attributes[] = [];
  let after: Attributes | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ExclusiveStartKey: after,
      }),
    );
    rows.push(...Items);
    after = LastEvaluatedKey;
  } while (after);
  return { pk, rows };
};
