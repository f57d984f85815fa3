import { KMSClient } from '@aws-sdk/client-kms';
import { makeIdentity, type Identity } from '../vault/identity.ts';
import { makeTeamKeys } from '../vault/team-keys.ts';
import { makeTeamVault, type TeamVault } from '../vault/team-vault.ts';
import { makeVault, type Vault } from '../vault/vault.ts';
import { makeYouthKeys, type YouthKeys } from '../vault/youth-keys.ts';
import { makeAwsClient } from './aws-client.ts';
import { makeDynamoDbClient } from './dynamodb-client.ts';
import { environment } from './environment.ts';
import { currentHost } from './host.ts';
import { makeUnreadableLog } from './log.ts';
import { openRowKey } from './open-row-key.ts';

const openKeys = () => {
  const host = currentHost();
  return {
    client: makeDynamoDbClient(),
    kms: makeAwsClient(KMSClient),
    table: environment('KEYS_TABLE'),
    now: () => host.now(),
  };
};

/** The youths' keys of this environment. */
export const openYouthKeys = (): YouthKeys => makeYouthKeys(openKeys());

export const openVault = (): Vault => makeVault({ keys: openYouthKeys() });

/** What seals and opens what teams write to themselves, in this environment. */
export const openTeamVault = (): TeamVault => {
  const keys = makeTeamKeys({ ...openKeys(), keyArn: environment('TEAM_KEY_ARN'), rowKey: openRowKey() });
  return makeTeamVault({ keys, noteUnreadable: makeUnreadableLog() });
};

/** The identity table of this environment. */
export const openIdentity = (vault: Vault): Identity =>
  makeIdentity({ client: makeDynamoDbClient(), table: environment('IDENTITY_TABLE'), rowKey: openRowKey(), vault });
