import * as z from 'zod';

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Where the pages of this installation are: its origin and nothing after it, so that a link cannot say what it is about. */
export const installationLinkSchema = z
  .url({ protocol: /^https?$/ })
  .refine((given) => URL.parse(given)?.protocol === 'https:' || loopback.includes(URL.parse(given)?.hostname ?? ''), {
    error: 'is neither https nor on this machine',
  })
  .transform((given) => `${new URL(given).origin}/`)
  .brand<'InstallationLink'>();

/** Made from the configuration only, by `installationLinkSchema`. */
export type InstallationLink = z.output<typeof installationLinkSchema>;
