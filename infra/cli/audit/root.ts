import { GenerateMacCommand, KMSInvalidMacException, VerifyMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Audit } from '../../../shared/audit/audit.ts';
import { digest } from '../../../shared/cases/digest.ts';

const MacAlgorithm = 'HMAC_SHA_256';

/** A line of a file of roots, which is kept away from the tables. */
const rootSchema = z.strictObject({
  number: z.int().positive(),
  at: z.iso.datetime(),
  heads: z.record(z.string(), z.string()),
  /** MAC of the root before it. */
  previous: z.string(),
  /** By KMS, over all of the above. */
  mac: z.base64(),
});
export type Root = z.infer<typeof rootSchema>;

type Keys = { readonly kms: KMSClient; readonly key: string };

const messageOf = ({ mac: _mac, ...root }: Root | (Omit<Root, 'mac'> & { readonly mac?: string })): Uint8Array =>
  Buffer.from(`parcours root 1 ${digest(root)}`);

/** Short enough to be read out, long enough that nobody finds another root of that code. */
export const codeOf = ({ mac }: Root): string => Buffer.from(mac, 'base64').toString('hex').slice(0, 16);

/** The root that a line holds; a machine that stopped while it wrote leaves half a line. */
const rootIn = (line: string): Root | undefined => {
  try {
    return rootSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

/** The last root of a file; none where there is no file. @throws Error when it is not whole, or KMS did not make it */
export const lastRoot = async (file: string, { kms, key }: Keys): Promise<Root | undefined> => {
  if (!existsSync(file)) return undefined;
  const root = rootIn(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '');
  if (!root) {
    throw new Error(
      `${file} : la dernière ligne n’est pas une racine entière; gardez le fichier, effacez-y cette ligne et recommencez / the last line is no whole root; keep the file, erase that line and try again`,
    );
  }
  try {
    await kms.send(
      new VerifyMacCommand({
        KeyId: key,
        MacAlgorithm,
        Message: messageOf(root),
        Mac: Buffer.from(root.mac, 'base64'),
      }),
    );
  } catch (error) {
    if (!(error instanceof KMSInvalidMacException)) throw error;
    throw new Error(`${file} : la racine ${root.number} n’est pas authentique / root ${root.number} is not authentic`);
  }
  return root;
};

/** Adds the root of what an audit read to a file. */
export const addRoot = async (
  file: string,
  { heads }: Audit,
  last: Root | undefined,
  { kms, key, at }: Keys & { readonly at: string },
): Promise<Root> => {
  const bare = { number: (last?.number ?? 0) + 1, at, heads, previous: last?.mac ?? '' };
  const { Mac } = await kms.send(new GenerateMacCommand({ KeyId: key, MacAlgorithm, Message: messageOf(bare) }));
  if (!Mac) throw new Error('KMS gave no MAC');
  const root = { ...bare, mac: Buffer.from(Mac).toString('base64') };
  appendFileSync(file, `${JSON.stringify(root)}\n`, { mode: 0o600 });
  return root;
};
