import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { integrityPath, integritySchema, type Integrity } from '../../local/sqlite/integrity.ts';

/** Asks a system of this machine, in the name of a client of its AWS port, to look through its data file. */
export const auditDataFile = async (client: DynamoDBClient, endpoint: string): Promise<Integrity> => {
  const { credentials, region } = client.config;
  const { protocol, hostname, port, host } = new URL(endpoint);
  const signer = new SignatureV4({ credentials, region, service: 'dynamodb', sha256: Hash.bind(null, 'sha256') });
  const { headers } = await signer.sign({
    method: 'GET',
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    path: integrityPath,
    query: {},
    headers: { host },
  });
  const answer = await fetch(new URL(integrityPath, endpoint), { headers });
  if (!answer.ok) throw new Error(`${endpoint}${integrityPath}: ${answer.status} ${await answer.text()}`);
  return integritySchema.parse(await answer.json());
};

/** Whether nothing of it is damaged. */
export const isSound = ({ trees, damaged }: Integrity): boolean => trees === 'ok' && Object.keys(damaged).length === 0;

/** What it says to a person, in both languages. */
export const dataFileLines = (integrity: Integrity): readonly string[] => {
  const { trees, rows, damaged } = integrity;
  if (isSound(integrity)) return [`fichier des données : ${rows} rangées, intactes / data file: ${rows} rows, intact`];
  const restore = 'remettez une copie de sauvegarde / restore a backup';
  if (trees !== 'ok') return [`fichier des données abîmé / data file damaged (${trees}) : ${restore}`];
  return Object.entries(damaged).map(
    ([table, count]) => `${table} : ${count} rangées abîmées / damaged rows : ${restore}`,
  );
};
