import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { randomBytes } from 'node:crypto';
import { oneRowKey } from '../../support/vault.ts';
import { makeTeamKeys } from '../../../shared/vault/team-keys.ts';

const kms = mockClient(KMSClient);
const dynamoDb = mockClient(DynamoDBClient);
const team = { organisation: 'est', unit: 'support' };
const [own, theirs] = [randomBytes(32), randomBytes(32)];

const opened = () =>
  makeTeamKeys({
    client: new DynamoDBClient({}),
    kms: new KMSClient({}),
    table: 'keys',
    keyArn: 'team-key',
    rowKey: oneRowKey,
    now: () => 0,
  });

beforeEach(() => {
  kms.reset();
  dynamoDb.reset();
  dynamoDb.on(GetItemCommand).resolves({});
  kms.on(GenerateDataKeyCommand).resolves({ Plaintext: own, CiphertextBlob: Buffer.from('sealed') });
  kms.on(DecryptCommand).resolves({ Plaintext: theirs });
});

describe('a team’s key', () => {
  test('is made by the first who writes, for that team, and serves from then on', async () => {
    const keys = opened();
    expect((await keys.findOrMake(team)).export()).toEqual(own);
    expect((await keys.find(team))?.export()).toEqual(own);
    expect(kms.commandCalls(GenerateDataKeyCommand)[0]?.args[0].input).toMatchObject({
      KeyId: 'team-key',
      EncryptionContext: team,
    });
    expect(kms.commandCalls(DecryptCommand)).toHaveLength(0);
  });

  test('is not made by who only reads', async () => {
    await expect(opened().find(team)).resolves.toBeUndefined();
    expect(kms.commandCalls(GenerateDataKeyCommand)).toHaveLength(0);
  });

  test('is the one of whoever was first, when two make one at once', async () => {
    const row = { Item: { pk: { S: 'TEAM#' }, wrapped: { S: 'c2VhbGVk' } } };
    dynamoDb.on(GetItemCommand).resolvesOnce({}).resolves(row);
    dynamoDb.on(PutItemCommand).rejects(new ConditionalCheckFailedException({ message: '', $metadata: {} }));
    expect((await opened().findOrMake(team)).export()).toEqual(theirs);
  });

  test('of two teams whose names run together are two', async () => {
    const keys = opened();
    await keys.findOrMake({ organisation: 'a#b', unit: 'c' });
    await keys.findOrMake({ organisation: 'a', unit: 'b#c' });
    const rows = dynamoDb.commandCalls(PutItemCommand).map(({ args: [{ input }] }) => input.Item?.['pk']?.S);
    expect(new Set(rows).size).toBe(2);
  });
});
