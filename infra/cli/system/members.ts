import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { membershipSchema, type Membership } from '../../../shared/access/membership.ts';
import { makeRowKey, rowKeyAlias } from '../../../shared/aws/row-key.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import type { Runtime } from '../../local/runtime.ts';
import type { Place } from './run-system.ts';
import { UsageError } from '../usage.ts';

/** What the first people of an organisation are, who let the others in once that can be done on the pages. */
const fileSchema = z
  .array(membershipSchema)
  .refine((members) => new Set(members.map(({ sub }) => sub)).size === members.length, {
    error: 'deux fois le même sub / the same sub twice',
  });

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--members ${file} : ne peut pas être lu / cannot be read`);
  }
};

/** The people that a file of JSON names. @throws UsageError that says which of them is not whole */
export const membersIn = (file: string): readonly Membership[] => {
  const text = textIn(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`--members ${file} : n’est pas du JSON / is not JSON`);
  }
  const { success, data, error } = fileSchema.safeParse(json);
  if (success) return data;
  throw new UsageError(`--members ${file}\n${z.prettifyError(error)}`);
};

const markOf = ({ sub }: Membership): string => `admitted ${sub}`;

/**
 * Gives people their memberships, each once for all: who has one keeps it as it is, and who had one and was removed stays
 * removed, however often the system is started with their name in the file.
 */
export const admitMembers = async (
  members: readonly Membership[],
  settings: Runtime['settings'],
  { recordTable, awsClientConfig }: Place,
): Promise<void> => {
  const client = new DynamoDBClient(awsClientConfig());
  const rowKey = makeRowKey({ kms: new KMSClient(awsClientConfig()), keyId: rowKeyAlias });
  const store = makeMembershipStore(makeRecordTable({ client, table: recordTable, rowKey }));
  for (const member of members) {
    if (settings.read(markOf(member)) !== undefined) continue;
    await store.admit(member);
    await settings.write(markOf(member), member.role);
  }
};
