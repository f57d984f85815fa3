import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { parseArgs } from 'node:util';
import { makeCaseLists } from '../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { auditChains, auditLines } from './audit-command.ts';

const usage = `npm run audit -- [--endpoint URL | --aws] [--table NOM]

  --endpoint URL  protocole d’AWS d’un système local / AWS protocol of a local system (http://127.0.0.1:4566)
  --aws           sur AWS, avec vos accès / on AWS, with your credentials
  --table NOM     table du dossier / record table (celle dont le nom contient Record / the one whose name holds Record)`;

const local = (endpoint: string) => ({
  endpoint,
  region: 'ca-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

const recordTableOf = async (client: DynamoDBClient): Promise<string> => {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const [found, ...others] = TableNames.filter((name) => name.includes('Record'));
  if (found === undefined || others.length > 0) throw new Error(`--table ? ${TableNames.join(', ')}`);
  return found;
};

try {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string', default: 'http://127.0.0.1:4566' },
      aws: { type: 'boolean', default: false },
      table: { type: 'string' },
    },
  });
  const client = new DynamoDBClient(values.aws ? {} : local(values.endpoint));
  const table = makeRecordTable({ client, table: values.table ?? (await recordTableOf(client)) });
  const audit = await auditChains({ store: makeCaseStore(table), lists: makeCaseLists(table) });
  process.stdout.write(`${auditLines(audit).join('\n')}\n`);
  process.exitCode = audit.breaks.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}
