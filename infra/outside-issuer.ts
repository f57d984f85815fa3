import * as z from 'zod';
import { isLoopback } from './local/http/authority.ts';

const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname);
};

const address = z
  .url({ protocol: /^https?$/, error: 'une adresse comme https://id.example / an address such as that', abort: true })
  .refine((url) => /^[^?#@\s]+$/.test(url), {
    error: 'une adresse sans nom, « ? » ni « # » / an address without a user, a question or a fragment',
    abort: true,
  })
  .refine(isSafe, {
    error:
      'https, sauf sur cette machine : ce qu’il dit est cru de chacun / must be https, but on this machine: what it says is believed of everybody',
  });

/** An issuer outside, as it is configured: https://openid.net/specs/openid-connect-discovery-1_0.html */
export const outsideIssuerSchema = z
  .strictObject({
    /** As its tokens and its discovery document write it, with a slash at the end or without. */
    issuer: address,
    /** Of the access tokens that are meant for this API. */
    audience: z.string().min(1),
    /** By what name it knows the pages; by that of the API unless told. */
    clientId: z.string().min(1).optional(),
    /** What the pages ask for; more where access tokens for this API take it. */
    scope: z
      .string()
      .refine((scope) => scope.split(' ').includes('openid'), {
        error: 'openid doit y être / must have openid among its words',
      })
      .default('openid'),
    /** Where codes become tokens, when that is at another address than the issuer’s own. */
    signInUrl: address.optional(),
  })
  .transform(({ clientId, signInUrl, ...said }) => ({
    ...said,
    clientId: clientId ?? said.audience,
    signInUrl: signInUrl ?? said.issuer,
  }));

/** Whose tokens the API takes, and how the pages ask for them. */
export type Issuer = z.output<typeof outsideIssuerSchema>;

/** The names of what may be said of it. */
const issuerNames = ['issuer', 'audience', 'clientId', 'scope', 'signInUrl'] as const;

/**
 * The issuer that a configuration names; undefined where it says nothing of one.
 * @throws Error that says what is missing or cannot be
 */
export const outsideIssuer = (contextOf: (name: string) => unknown): Issuer | undefined => {
  const said = Object.fromEntries(
    issuerNames.flatMap((name) => {
      const value = contextOf(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (Object.keys(said).length === 0) return undefined;
  const { success, data, error } = outsideIssuerSchema.safeParse(said);
  if (success) return data;
  throw new Error(`an outside issuer takes -c issuer=https://… -c audience=…\n${z.prettifyError(error)}`);
};
