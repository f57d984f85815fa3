import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const namesSchema = z.object({ script: z.string(), style: z.string(), icon: z.string() });

/** What the build left for browsers. */
export type PageFiles = {
  readonly names: z.infer<typeof namesSchema>;
  /** A file as it is, by name; of `name.br` compressed. */
  readonly read: (name: string) => Buffer | undefined;
};

/** Reads the folder of a built page once. @throws Error when the build left none */
export const openPageFiles = (folder: URL): PageFiles => {
  const kept = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
  const names = namesSchema.parse(JSON.parse(kept.get('files.json')?.toString('utf8') ?? 'null'));
  return { names, read: (name) => kept.get(name) };
};
