import { TransactWriteItemsCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ProblemError } from '../api/problem.ts';
import { hadNoRoom } from './no-room.ts';
import { pauseWithJitter, tries, type Pause } from './pause.ts';

type Items = NonNullable<TransactWriteItemsCommand['input']['TransactItems']>;

/**
 * Writes all or nothing. The SDK tries again what is throttled, but not a transaction that was cancelled because one of its
 * items was: that is done here.
 * @throws ProblemError `busy` when there was no room, however often it was tried; TransactionCanceledException for any other
 * reason; or as the SDK does
 */
export const transactWrite = async (
  client: DynamoDBClient,
  TransactItems: Items,
  pause: Pause = pauseWithJitter,
): Promise<void> => {
  for (let tried = 1; tried <= tries; tried += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!hadNoRoom(error)) throw error;
      if (tried < tries) await pause(tried);
    }
  }
  throw new ProblemError('busy');
};
