import { KMSClient } from '@aws-sdk/client-kms';
import { makeRowKey, type RowKey } from '../aws/row-key.ts';
import { makeAwsClient } from './aws-client.ts';
import { environment } from './environment.ts';

/** The key by which this function authenticates the rows that it writes. */
export const openRowKey = (): RowKey =>
  makeRowKey({ kms: makeAwsClient(KMSClient), keyId: environment('ROW_KEY_ARN') });
