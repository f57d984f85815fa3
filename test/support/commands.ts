import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { makeCompleteStep } from '../../shared/cases/complete-step.ts';
import { makeOpenStep } from '../../shared/cases/open-step.ts';
import { makeReceiveReferral } from '../../shared/cases/receive-referral.ts';
import { makeCallbacks } from '../../shared/conductor/callbacks.ts';
import { makeStarts } from '../../shared/conductor/starts.ts';
import { makeIds } from '../../shared/handler/ids.ts';
import { makeCaseLists } from '../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeNoticeStore } from '../../shared/store/notice-store.ts';
import { makeTeamStore } from '../../shared/store/team-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { makeIdentity } from '../../shared/vault/identity.ts';
import { entered, pathwayOf } from '../../workflows/catalogue.ts';
import type { System } from './system.ts';
import { oneKey, vaultOfOneKey } from './vault.ts';
import { usualCalendars } from './calendars.ts';

/** A client of the system's own tables; `told` hears the name of each call. */
const countedDynamoDb = (system: System, told: (call: string) => void): DynamoDBClient => {
  const client = new DynamoDBClient(system.runtime.awsClientConfig());
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        told(String(commandName));
        return next(args);
      },
    { step: 'build' },
  );
  return client;
};

export const tableNamed = async (part: string, client: DynamoDBClient): Promise<string> => {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const found = TableNames.find((name) => name.includes(part));
  if (found === undefined) throw new Error(`no table ${part}`);
  return found;
};

/** The commands of `shared/cases` over the system's real tables, with a Step Functions client of the test's own. */
export const commandsOver = async (system: System, sfn: SFNClient, told: (call: string) => void = () => {}) => {
  const client = countedDynamoDb(system, told);
  const store = makeCaseStore(makeRecordTable({ client, table: system.recordTable, rowKey: system.rowKey }));
  const table = makeRecordTable({ client, table: system.recordTable, rowKey: system.rowKey });
  const common = {
    store,
    lists: makeCaseLists(table),
    team: makeTeamStore(table),
    notices: makeNoticeStore(table),
    vault: vaultOfOneKey,
    callbacks: makeCallbacks({ client: sfn }),
    clock: system,
    calendars: usualCalendars,
    pathwayOf,
  };
  return {
    store,
    complete: makeCompleteStep(common),
    open: makeOpenStep(common),
    receive: makeReceiveReferral({
      store,
      identity: makeIdentity({
        rowKey: system.rowKey,
        client,
        vault: vaultOfOneKey,
        table: await tableNamed('Identity', new DynamoDBClient(system.runtime.awsClientConfig())),
      }),
      vault: vaultOfOneKey,
      keys: {
        ...oneKey,
        table: await tableNamed('Keys', new DynamoDBClient(system.runtime.awsClientConfig())),
      },
      keyArn: 'key',
      starts: makeStarts({ client: sfn, machines: { 'pivot-v1': 'arn:aws:states:ca-central-1:0:stateMachine:x' } }),
      clock: system,
      calendars: usualCalendars,
      ids: makeIds(),
      pathway: entered,
    }),
  };
};
