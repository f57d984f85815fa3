import { RuntimeRefusal } from '../refusal.ts';
import type { Stack } from './assembly.ts';

/** The output by which an application says the version of the shape of its rows. */
const output = 'RowShape';

/**
 * The version of the shape of an application's rows, as its template says; 0 when it says nothing.
 * @throws RuntimeRefusal when it is no whole number
 */
export const rowShapeOf = (stacks: readonly Pick<Stack, 'template'>[]): number => {
  const said = stacks.flatMap(({ template }) => template.Outputs[output]?.Value ?? []);
  const version = Number(said[0] ?? 0);
  if (said.length > 1 || !Number.isInteger(version)) {
    throw new RuntimeRefusal(`the output ${output} is to be one whole number: ${JSON.stringify(said)}`);
  }
  return version;
};
