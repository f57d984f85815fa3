import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** An argument that cannot be used; the message says which, in both languages. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const highestPort = 65_535;

/** Reads a whole number of an option. @throws UsageError */
export const wholeNumber = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new UsageError(`--${name} ${text} : un nombre entier de 0 à ${most} / a whole number from 0 to ${most}`);
};

/** The values of options, and nothing beside them. @throws UsageError */
export const optionsIn = <const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
