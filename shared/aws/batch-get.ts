import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ProblemError } from '../api/problem.ts';
import { pauseWithJitter, tries, type Pause } from './pause.ts';

type Attributes = NonNullable<NonNullable<BatchGetItemCommand['input']['RequestItems']>[string]['Keys']>[number];

/** What one BatchGetItem takes. */
const largestBatch = 100;

type Read = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** No key twice. */
  readonly keys: readonly Attributes[];
  readonly pause?: Pause | undefined;
};

/**
 * Reads items consistently, in calls of up to 100. What an answer leaves out is asked for again, after a wait: DynamoDB
 * leaves out what it has no room for. Gives the items that there are, in no order.
 * @throws ProblemError `busy` when so many answers in a row brought nothing; or as the SDK does
 */
export const batchGet = async ({
  client,
  table,
  keys,
  pause = pauseWithJitter,
}: Read): Promise<readonly Attributes[]> => {
  const found: Attributes[] = [];
  let wanted = keys;
  let empty = 0;
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { Keys: wanted.slice(0, largestBatch), ConsistentRead: true } },
      }),
    );
    found.push(...(Responses?.[table] ?? []));
    const left = UnprocessedKeys?.[table]?.Keys ?? [];
    empty = left.length < Math.min(wanted.length, largestBatch) ? 0 : empty + 1;
    if (empty === tries) throw new ProblemError('busy');
    wanted = [...left, ...wanted.slice(largestBatch)];
    if (left.length > 0) await pause(empty);
  }
  return found;
};
