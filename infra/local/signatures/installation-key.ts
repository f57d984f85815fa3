import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonIn, readPrivateFile, writePrivateFile } from '../private-file.ts';
import { inBoth, RuntimeRefusal } from '../refusal.ts';
import { newAccessKeyId } from './session-keys.ts';

const keySchema = z.strictObject({
  accessKeyId: z.string().regex(/^AKIA[A-Z2-7]{16}$/),
  secretAccessKey: z.string().min(40),
});

/** The key with which whoever installed a system signs calls of its AWS port: it may do all. */
export type InstallationKey = z.output<typeof keySchema>;

/** AWS begins the keys of people so; what follows says that it is none of AWS’s. */
const prefix = 'AKIALOCAL';

/**
 * The key of a data folder, made when it is first asked for and kept in `<folder>/aws-key.json`, mode 0600.
 * @throws RuntimeRefusal when the folder is not there, or the file is open to others or damaged
 */
export const installationKey = (folder: string): InstallationKey => {
  if (!existsSync(join(folder, 'parcours.sqlite'))) {
    throw new RuntimeRefusal(
      inBoth(
        `${folder} n’a pas de données de Parcours : npm run serve les crée`,
        `${folder} has no data of Parcours: npm run serve makes them`,
      ),
    );
  }
  const file = join(folder, 'aws-key.json');
  const text = readPrivateFile(file);
  if (text === undefined) {
    const made = { accessKeyId: newAccessKeyId(prefix), secretAccessKey: randomBytes(30).toString('base64') };
    writePrivateFile(file, `${JSON.stringify(made, undefined, 2)}\n`);
    return made;
  }
  const read = keySchema.safeParse(jsonIn(text));
  if (read.success) return read.data;
  throw new RuntimeRefusal(
    inBoth(
      `${file} est abîmé : effacez-le, et une nouvelle clé sera faite`,
      `${file} is damaged: erase it, and a new key will be made`,
    ),
  );
};
