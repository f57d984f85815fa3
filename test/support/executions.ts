import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** All pages of a call. */
const pages = async <T extends { readonly nextToken?: string | undefined }>(
  ask: (nextToken: string | undefined) => Promise<T>,
): Promise<readonly T[]> => {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    all.push(page);
    token = page.nextToken;
  } while (token !== undefined);
  return all;
};

/** The ARNs of every execution of every state machine. */
export const allExecutions = async (client: SFNClient): Promise<readonly string[]> => {
  const listed = await pages((nextToken) => client.send(new ListStateMachinesCommand({ nextToken })));
  const machines = listed.flatMap(({ stateMachines = [] }) => stateMachines);
  const found = await Promise.all(
    machines.map(({ stateMachineArn }) =>
      pages((nextToken) => client.send(new ListExecutionsCommand({ stateMachineArn, nextToken }))),
    ),
  );
  return found.flat().flatMap(({ executions = [] }) => executions.map(({ executionArn }) => executionArn ?? ''));
};

/** The whole history of an execution. */
export const historyOf = async (client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> => {
  const answers = await pages((nextToken) =>
    client.send(new GetExecutionHistoryCommand({ executionArn, nextToken, includeExecutionData: true })),
  );
  return answers.flatMap(({ events = [] }) => events);
};

/** All that AWS would show of an execution, as text. */
export const shownOf = async (client: SFNClient, executionArn: string): Promise<string> => {
  const described = await client.send(new DescribeExecutionCommand({ executionArn }));
  return JSON.stringify([described, await historyOf(client, executionArn)]);
};

/** The ARN of the one execution of a case. */
export const executionOf = async (client: SFNClient, caseId: string): Promise<string> => {
  const found = (await allExecutions(client)).filter((arn) => arn.includes(caseId));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} executions of ${caseId}`);
  return found[0];
};
