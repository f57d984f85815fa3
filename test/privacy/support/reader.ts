import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { noRowKey } from '../../../shared/aws/row-key.ts';
import { makeTeamKeys } from '../../../shared/vault/team-keys.ts';
import { makeTeamVault, type TeamVault } from '../../../shared/vault/team-vault.ts';
import { makeVault, type Place, type Vault } from '../../../shared/vault/vault.ts';
import { makeYouthKeys } from '../../../shared/vault/youth-keys.ts';
import { allExecutions, shownOf } from '../../support/executions.ts';

type Aws = ConstructorParameters<typeof DynamoDBClient>[0] & object;
type Row = Record<string, unknown>;
type Page = { readonly Items?: Row[] | undefined; readonly LastEvaluatedKey?: Row | undefined };

/** Where something was read, and all of it as text. */
export type Found = { readonly where: string; readonly text: string };

const allPages = async (ask: (from: Row | undefined) => Promise<Page>): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await ask(from);
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return rows;
};

const scan = (client: DynamoDBDocumentClient, way: { readonly TableName: string; readonly IndexName?: string }) =>
  allPages((ExclusiveStartKey) => client.send(new ScanCommand({ ...way, ExclusiveStartKey })));

/** A table and its indexes, by both ways in: a scan, and a query of each partition that the scan came upon. */
const readTable = async (client: DynamoDBDocumentClient, TableName: string): Promise<readonly Found[]> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const partitionOf = (schema: NonNullable<typeof Table>['KeySchema'] = []): string =>
    schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const ways = [
    { way: { TableName }, partition: partitionOf(Table?.KeySchema) },
    ...(Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', KeySchema }) => ({
      way: { TableName, IndexName },
      partition: partitionOf(KeySchema),
    })),
  ];
  const found: Found[] = [];
  for (const { way, partition } of ways) {
    const where = Object.values(way).join(' ');
    const scanned = await scan(client, way);
    found.push({ where: `Scan ${where}`, text: JSON.stringify(scanned) });
    for (const key of new Set(scanned.map((row) => row[partition]))) {
      const query = {
        ...way,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': partition },
        ExpressionAttributeValues: { ':pk': key },
      };
      const rows = await allPages((ExclusiveStartKey) =>
        client.send(new QueryCommand({ ...query, ExclusiveStartKey })),
      );
      found.push({ where: `Query ${where} ${String(key)}`, text: JSON.stringify(rows) });
    }
  }
  return found;
};

/** Where the content of a row stands, by its kind. */
const placeOf = (row: Row): Place => {
  const caseId = String(row['caseId']);
  switch (row['kind']) {
    case 'step-record':
      return ['step', caseId, Number(row['visit'])];
    case 'activity':
      return ['activity', caseId, String(row['activityId'])];
    case 'draft':
      return ['draft', caseId, String(row['step']), String(row['by'])];
    default:
      throw new Error(`nobody knows how to open ${JSON.stringify(row)}`);
  }
};

type Vaults = { readonly ofYouths: Vault; readonly ofTeams: TeamVault };

const openRow = ({ ofYouths, ofTeams }: Vaults, row: Row, youthOf: ReadonlyMap<string, string>): Promise<unknown> => {
  const team = { organisation: String(row['organisation']), unit: String(row['unit']) };
  if (row['kind'] === 'clinical-advice')
    return ofTeams.open(team, [row['kind'], String(row['adviceId'])], String(row['content']));
  if (row['kind'] === 'clinical-session')
    return ofTeams.open(team, [row['kind'], String(row['date'])], String(row['content']));
  if (typeof row['person'] === 'string') {
    const youthId = String(row['pk']).replace('YOUTH#', '');
    return ofYouths.open(youthId, ['person', youthId], row['person']);
  }
  return ofYouths.open(youthOf.get(String(row['caseId'])) ?? '', placeOf(row), String(row['content']));
};

/** What is sealed begins so; a digest of it does not. */
const isSealedText = (value: unknown): boolean => typeof value === 'string' && value.startsWith('v1.');

/** Somebody with the whole account in their hands, by the AWS protocol. */
export const makeReader = (aws: Aws) => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const sfn = new SFNClient(aws);

  const tableNames = async (): Promise<readonly string[]> =>
    (await documents.send(new ListTablesCommand({}))).TableNames ?? [];
  const keysTable = async (): Promise<string> => (await tableNames()).find((name) => name.includes('Keys')) ?? '';

  /** Opens everything sealed in any row. */
  const opened = async (): Promise<readonly Found[]> => {
    const settings = {
      client: new DynamoDBClient(aws),
      kms: new KMSClient(aws),
      table: await keysTable(),
      now: () => Date.now(),
    };
    const vaults = {
      ofYouths: makeVault({ keys: makeYouthKeys(settings) }),
      ofTeams: makeTeamVault({
        keys: makeTeamKeys({ ...settings, keyArn: 'none: nothing is sealed here', rowKey: noRowKey }),
        noteUnreadable: () => {},
      }),
    };
    const rows = (await Promise.all((await tableNames()).map((TableName) => scan(documents, { TableName })))).flat();
    const cases = rows.filter(({ kind }) => kind === 'case');
    const youthOf = new Map(cases.map((row) => [String(row['caseId']), String(row['youthId'])]));
    const sealed = rows.filter((row) => Object.values(row).some(isSealedText));
    return Promise.all(
      sealed.map(async (row) => ({
        where: `${String(row['pk'])} ${String(row['sk'])}`,
        text: JSON.stringify(await openRow(vaults, row, youthOf)),
      })),
    );
  };

  return {
    /** Every row of every table and index. */
    tables: async (): Promise<readonly Found[]> =>
      (await Promise.all((await tableNames()).map((table) => readTable(documents, table)))).flat(),

    /** Every execution: input, output, error, cause and history. */
    executions: async (): Promise<readonly Found[]> =>
      Promise.all((await allExecutions(sfn)).map(async (arn) => ({ where: arn, text: await shownOf(sfn, arn) }))),

    opened,
    documents,
    keysTable,
  };
};
