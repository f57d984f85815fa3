import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { parseArgs } from 'node:util';
import { makeAudit, type Tables } from '../../shared/audit/audit.ts';
import { makeRowKey, rowKeyAlias } from '../../shared/aws/row-key.ts';
import { installationKey } from '../local/signatures/installation-key.ts';
import { auditLines } from './audit/audit-lines.ts';
import { addRoot, codeOf, lastRoot } from './audit/root.ts';
import { auditDataFile, dataFileLines, isSound } from './audit/data-file.ts';

const usage = `npm run audit -- [--endpoint URL [--data DIR] | --aws] [--key CLE] [--root FICHIER] [--record TABLE --identity TABLE --keys TABLE]

  --endpoint URL  protocole d’AWS d’un système local / AWS protocol of a local system (http://127.0.0.1:4566)
  --data DIR      dossier d’un système installé, dont la clé signe / data folder of an installed system, whose key signs
  --aws           sur AWS, avec vos accès / on AWS, with your credentials
  --key CLE       clé des rangées / key of the rows (${rowKeyAlias})
  --root FICHIER  racines, gardées ailleurs que les données : vérifie que la dernière est contenue, puis en ajoute une / roots,
                  kept elsewhere than the data: checks that the last one is contained, then adds one
  --record TABLE  et --identity, --keys : les tables / the tables (celles dont le nom contient / those whose names hold
                  Record, Identity, Keys)`;

/** A demonstration takes any credentials, an installed system those of its data folder only. */
const local = (endpoint: string, data: string | undefined) => ({
  endpoint,
  region: 'ca-central-1',
  credentials: data === undefined ? { accessKeyId: 'local', secretAccessKey: 'local' } : installationKey(data),
});

const tableWith = (names: readonly string[], part: string, option: string): string => {
  const [found, ...others] = names.filter((name) => name.includes(part));
  if (found === undefined || others.length > 0) throw new Error(`${option} ? ${names.join(', ')}`);
  return found;
};

/** What is given of the tables, and the key. */
type Given = { readonly [Name in keyof Tables]?: string | undefined } & {
  readonly key: string;
  readonly root?: string | undefined;
};

const tablesOf = async (client: DynamoDBClient, given: Omit<Given, 'key' | 'root'>): Promise<Tables> => {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return {
    record: given.record ?? tableWith(TableNames, 'Record', '--record'),
    identity: given.identity ?? tableWith(TableNames, 'Identity', '--identity'),
    keys: given.keys ?? tableWith(TableNames, 'Keys', '--keys'),
  };
};

const auditRecord = async (client: DynamoDBClient, kms: KMSClient, { key, root, ...given }: Given): Promise<0 | 1> => {
  const last = root === undefined ? undefined : await lastRoot(root, { kms, key });
  const audit = await makeAudit({
    client,
    tables: await tablesOf(client, given),
    rowKey: makeRowKey({ kms, keyId: key }),
  })(last?.heads);
  process.stdout.write(`${auditLines(audit).join('\n')}\n`);
  if (audit.findings.length > 0) return 1;
  if (root !== undefined) {
    const added = await addRoot(root, audit, last, { kms, key, at: new Date().toISOString() });
    process.stdout.write(`racine / root ${added.number} : ${codeOf(added)}\n`);
    // A path that was mistyped begins a new file, against which nothing was checked.
    if (!last) process.stdout.write(`${root} : aucune racine avant celle-ci / no root before this one\n`);
  }
  return 0;
};

try {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string', default: 'http://127.0.0.1:4566' },
      data: { type: 'string' },
      aws: { type: 'boolean', default: false },
      key: { type: 'string', default: rowKeyAlias },
      root: { type: 'string' },
      record: { type: 'string' },
      identity: { type: 'string' },
      keys: { type: 'string' },
    },
  });
  const place = values.aws ? {} : local(values.endpoint, values.data);
  const client = new DynamoDBClient(place);
  const file = values.aws ? undefined : await auditDataFile(client, values.endpoint);
  if (file) process.stdout.write(`${dataFileLines(file).join('\n')}\n`);
  // What is damaged is not served, and cannot be followed.
  process.exitCode = file && !isSound(file) ? 1 : await auditRecord(client, new KMSClient(place), values);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}
