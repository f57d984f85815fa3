import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** What an execution starts from: opaque ids and codes only, rebuilt byte for byte from the record. */
export type Start = {
  /** The pathway's published version, as `name-vN`. */
  readonly machine: string;
  readonly caseId: string;
  readonly generation: string;
  readonly visit: number;
  readonly resumeAt: string;
};

type Dependencies = {
  readonly client: SFNClient;
  /** ARN of the alias of each published version's state machine. */
  readonly machines: Readonly<Record<string, string>>;
};

/** Starts executions. Safe to repeat: the name is the generation, and the input follows from the record alone. */
export const makeStarts = ({ client, machines }: Dependencies) => ({
  /** @throws Error when the version has no state machine here; or as the SDK does when AWS refuses or is out of reach */
  start: async ({ machine, caseId, generation, visit, resumeAt }: Start): Promise<void> => {
    const stateMachineArn = machines[machine];
    if (stateMachineArn === undefined) throw new Error(`no state machine for ${machine}`);
    try {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn,
          name: `${caseId}-${generation}`,
          input: JSON.stringify({ contract: 1, caseId, generation, visit, resumeAt }),
        }),
      );
    } catch (error) {
      // A name serves once: this generation was started before, and may even have ended since.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
});

export type Starts = ReturnType<typeof makeStarts>;
