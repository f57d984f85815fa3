import { makeAudit, type Audit } from '../audit/audit.ts';
import { makeDynamoDbClient } from './dynamodb-client.ts';
import { environment } from './environment.ts';
import { openRowKey } from './open-row-key.ts';

/** The audit of this environment's tables. */
export const openAudit = (): (() => Promise<Audit>) =>
  makeAudit({
    client: makeDynamoDbClient(),
    tables: {
      record: environment('RECORD_TABLE'),
      identity: environment('IDENTITY_TABLE'),
      keys: environment('KEYS_TABLE'),
    },
    rowKey: openRowKey(),
  });
