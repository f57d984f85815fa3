import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { KeyObject, randomBytes } from 'node:crypto';
import { makeYouthKeys } from '../../../shared/vault/youth-keys.ts';

const kms = mockClient(KMSClient);
const dynamoDb = mockClient(DynamoDBClient);
const minute = 60_000;

let clock: number;
const opened = () =>
  makeYouthKeys({
    client: new DynamoDBClient({}),
    kms: new KMSClient({}),
    table: 'keys',
    now: () => clock,
  });

const decryptions = (): number => kms.commandCalls(DecryptCommand).length;

beforeEach(() => {
  clock = 0;
  kms.reset();
  dynamoDb.reset();
  dynamoDb.on(GetItemCommand).resolves({ Item: { pk: { S: 'YOUTH#y' }, wrapped: { S: 'c2VhbGVk' } } });
  kms.on(DecryptCommand).callsFake(() => ({ Plaintext: randomBytes(32) }));
});

describe('the youths’ keys', () => {
  test('are unwrapped once in five minutes, and again after', async () => {
    const keys = opened();
    const first = await keys.of('y');
    clock = 5 * minute - 1;
    expect(await keys.of('y')).toBe(first);
    expect(decryptions()).toBe(1);
    clock = 5 * minute;
    expect(await keys.of('y')).not.toBe(first);
    expect(decryptions()).toBe(2);
  });

  test('do not live longer for being used', async () => {
    const keys = opened();
    for (clock = 0; clock <= 10 * minute; clock += minute) await keys.of('y');
    expect(decryptions()).toBe(3);
  });

  test('are unwrapped for the youth whose they are, and nobody else', async () => {
    await opened().of('y');
    expect(kms.commandCalls(DecryptCommand)[0]?.args[0].input.EncryptionContext).toEqual({ youthId: 'y' });
  });

  test('of a thousand others push the oldest out, so that memory is bounded', async () => {
    const keys = opened();
    await keys.of('y');
    for (let n = 0; n < 1_000; n += 1) await keys.of(`other-${n}`);
    await keys.of('y');
    expect(decryptions()).toBe(1_002);
  });

  test('are gone when their row is gone, once the five minutes are over', async () => {
    const keys = opened();
    await keys.of('y');
    dynamoDb.on(GetItemCommand).resolves({});
    await expect(keys.of('y')).resolves.toBeInstanceOf(KeyObject);
    clock = 5 * minute;
    await expect(keys.of('y')).rejects.toMatchObject({ code: 'content-destroyed' });
  });

  test('serve at once when they are made, wrapped in the row that is to be written', async () => {
    const plain = randomBytes(32);
    kms.on(GenerateDataKeyCommand).resolves({ Plaintext: plain, CiphertextBlob: Buffer.from('sealed') });
    const keys = opened();
    expect(await keys.make('new', 'key')).toEqual({
      pk: 'YOUTH#new',
      wrapped: Buffer.from('sealed').toString('base64'),
    });
    expect((await keys.of('new')).export()).toEqual(plain);
    expect(decryptions()).toBe(0);
  });
});
