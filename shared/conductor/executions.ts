import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';

/** How an execution stands: still going, ended in whatever way, or never begun. */
export type Standing = 'running' | 'ended' | 'absent';

type Dependencies = {
  readonly client: SFNClient;
  /** ARN of each published version's state machine. */
  readonly machines: Readonly<Record<string, string>>;
};

const executionArnOf = (aliasArn: string, name: string): string =>
  `${aliasArn.replace(/:stateMachine:([^:]+).*$/, ':execution:$1')}:${name}`;

/** Looks at executions; asked only about cases that have been owed something for too long. */
export const makeExecutions = ({ client, machines }: Dependencies) => ({
  /** @throws as the SDK does when AWS throttles, refuses or is out of reach */
  standing: async ({ machine, name }: { readonly machine: string; readonly name: string }): Promise<Standing> => {
    const aliasArn = machines[machine];
    if (aliasArn === undefined) throw new Error(`no state machine for ${machine}`);
    try {
      const { status } = await client.send(
        new DescribeExecutionCommand({ executionArn: executionArnOf(aliasArn, name) }),
      );
      return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'absent';
      throw error;
    }
  },
});

export type Executions = ReturnType<typeof makeExecutions>;
