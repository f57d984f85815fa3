import { describe, expect, test } from '@jest/globals';
import type { AwsService, Operation } from '../../../infra/local/aws/aws-service.ts';
import type { Caller } from '../../../infra/local/aws/caller.ts';
import { witnessed, type Called } from '../../../infra/local/aws/witness.ts';

const serving = (operation: Operation): AwsService => ({
  target: 'Service',
  jsonVersion: '1.0',
  operations: { Read: operation },
});

const told = (operation: Operation) => {
  const calls: Called[] = [];
  const { operations } = witnessed(serving(operation), (call) => calls.push(call));
  return { calls, read: async (input: object, caller?: Caller) => operations['Read']?.({ ...input }, caller) };
};

const consuming: Operation = async (input) =>
  Promise.resolve({
    Item: 'row',
    ...(input['ReturnConsumedCapacity'] === 'TOTAL' && {
      ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 1.5 }],
    }),
  });

describe('a service with a witness', () => {
  test('tells the capacity of a call whose caller did not ask, and answers as if nobody had', async () => {
    const { calls, read } = told(consuming);
    await expect(read({})).resolves.toEqual({ Item: 'row' });
    expect(calls).toEqual([{ operation: 'Read', functionName: undefined, units: 3.5 }]);
  });

  test('shows the capacity to a caller who asked', async () => {
    const { calls, read } = told(consuming);
    await expect(read({ ReturnConsumedCapacity: 'TOTAL' })).resolves.toHaveProperty('ConsumedCapacity');
    expect(calls.map(({ units }) => units)).toEqual([3.5]);
  });

  test('tells which function called', async () => {
    const { calls, read } = told(async () => Promise.resolve({}));
    await read({}, { functionName: 'Completion', roleArn: 'arn' });
    expect(calls).toEqual([{ operation: 'Read', functionName: 'Completion', units: 0 }]);
  });

  test('tells nothing of a call that is refused', async () => {
    const { calls, read } = told(async () => Promise.reject(new Error('no')));
    await expect(read({})).rejects.toThrow('no');
    expect(calls).toEqual([]);
  });
});
