import type { AwsService, Operation } from './aws-service.ts';

/** A call of an AWS service that was answered. */
export type Called = {
  readonly operation: string;
  /** The function whose invocation made it; undefined for the runtime itself and for clients outside the process. */
  readonly functionName: string | undefined;
  /** DynamoDB's capacity units, indexes included; 0 for everything else. */
  readonly units: number;
};

/** Who measures is told what happens, as it happens. */
export type Witness = {
  readonly called: (call: Called) => void;
  /** A commit of the data file, and its fsync. */
  readonly synced: () => void;
};

type Consumed = { readonly CapacityUnits: number };

/** One for an operation on one table, a list for batches and transactions. */
const unitsOf = (consumed: Consumed | readonly Consumed[]): number =>
  [consumed].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);

/** An operation that always says what capacity it consumes, and shows it only to who asked. */
const measured =
  (operation: Operation, told: (units: number, functionName: string | undefined) => void): Operation =>
  async (input, caller) => {
    const asked = input['ReturnConsumedCapacity'];
    const output = await operation({ ...input, ReturnConsumedCapacity: asked ?? 'TOTAL' }, caller);
    const { ConsumedCapacity, ...rest } = output as { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };
    told(ConsumedCapacity === undefined ? 0 : unitsOf(ConsumedCapacity), caller?.functionName);
    return asked === undefined ? rest : output;
  };

/** The same service, whose answered calls are told. */
export const witnessed = (service: AwsService, called: Witness['called']): AwsService => ({
  ...service,
  operations: Object.fromEntries(
    Object.entries(service.operations).map(([name, operation]) => [
      name,
      measured(operation, (units, functionName) => {
        called({ operation: name, functionName, units });
      }),
    ]),
  ),
});
