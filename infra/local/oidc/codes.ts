import { randomBytes } from 'node:crypto';

/** What a code or a refresh token stands for until it is used. */
export type Grant = {
  readonly sub: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** S256 challenge of the code verifier, base64url. */
  readonly challenge: string;
  readonly nonce: string | undefined;
  /** The sign-in that it comes from, the same however often it is renewed, and when that was: milliseconds since the epoch. */
  readonly session: string;
  readonly signedInAt: number;
};

type Kept = { readonly grant: Grant; readonly until: number };

/** Codes that are alive at a time: more than the people of a machine ask for. Whoever asks for more makes the oldest go. */
const mostAlive = 5_000;

/** Opaque, single-use texts that stand for a grant for `lifetime` milliseconds. They do not outlive a restart. */
export const makeCodes = ({ lifetime, now }: { readonly lifetime: number; readonly now: () => number }) => {
  const kept = new Map<string, Kept>();

  /** The oldest come first, and all live equally long. */
  const forgetOld = (): void => {
    for (const [code, { until }] of kept) {
      if (until > now()) return;
      kept.delete(code);
    }
  };

  return {
    issue: (grant: Grant): string => {
      forgetOld();
      const [oldest] = kept.keys();
      if (kept.size >= mostAlive && oldest !== undefined) kept.delete(oldest);
      const code = randomBytes(32).toString('base64url');
      kept.set(code, { grant, until: now() + lifetime });
      return code;
    },

    /** Forgets all that comes from a sign-in. */
    revoke: (session: string): void => {
      for (const [code, { grant }] of kept) if (grant.session === session) kept.delete(code);
    },

    /** The sign-in that a text comes from, without using it. */
    sessionOf: (code: string): string | undefined => kept.get(code)?.grant.session,

    /** The grant, once; `undefined` for what was used, is too old or never was. */
    redeem: (code: string): Grant | undefined => {
      forgetOld();
      const found = kept.get(code);
      kept.delete(code);
      return found?.grant;
    },
  };
};
