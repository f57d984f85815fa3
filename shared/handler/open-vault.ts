import { KMSClient } from '@aws-sdk/client-kms';
import { makeIdentity, type Identity } from '../vault/identity.ts';
import { makeVault, type Vault } from '../vault/vault.ts';
import { makeYouthKeys, type YouthKeys } from '../vault/youth-keys.ts';
import { makeAwsClient } from './aws-client.ts';
import { makeDynamoDbClient } from './dynamodb-client.ts';
import { environment } from './environment.ts';
import { currentHost } from './host.ts';

/** The youths' keys of this environment. */
export const openYouthKeys = (): YouthKeys => {
  const host = currentHost();
  return makeYouthKeys({
    client: makeDynamoDbClient(),
    kms: makeAwsClient(KMSClient),
    table: environment('KEYS_TABLE'),
    now: () => host.now(),
  });
};

export const openVault = (): Vault => makeVault({ keys: openYouthKeys() });

/** The identity table of this environment. */
export const openIdentity = (vault: Vault): Identity =>
  makeIdentity({ client: makeDynamoDbClient(), table: environment('IDENTITY_TABLE'), vault });
