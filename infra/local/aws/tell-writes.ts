import type { AwsService } from './aws-service.ts';

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** The same service, which tells of each write that has happened, and of the function that wrote. */
export const tellWrites = (service: AwsService, told: (functionName: string | undefined) => void): AwsService => ({
  ...service,
  operations: Object.fromEntries(
    Object.entries(service.operations).map(([name, operation]) => [
      name,
      writes.has(name)
        ? async (input, caller) => {
            const output = await operation(input, caller);
            told(caller?.functionName);
            return output;
          }
        : operation,
    ]),
  ),
});
