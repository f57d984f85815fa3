import { randomBytes, randomInt } from 'node:crypto';
import type { Caller } from '../aws/caller.ts';

/** A secret that requests may be signed with. */
export type Key = {
  readonly secretAccessKey: string;
  /** Sent along with each request, where the key is a temporary one. */
  readonly sessionToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Whose calls it signs: a function's, or nobody's and those may do all. */
  readonly caller: Caller | undefined;
};

/** Credentials as Lambda puts them into a function's environment. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** The temporary keys of functions, made at run time and known to this process only. */
export type SessionKeys = {
  readonly issue: (caller: Caller) => Credentials;
  readonly find: (accessKeyId: string) => Key | undefined;
};

/** Temporary keys of AWS begin with `ASIA`; those that are issued here can be told from those by what follows. */
const prefix = 'ASIALOCAL';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const accessKeyLength = 20;

/** How long credentials are good for: as long as AWS lets those of a role be at most. */
export const sessionMs = 12 * 3_600_000;

/** An access key id in the form of AWS's, with the first letters given. */
export const newAccessKeyId = (prefix: string): string => {
  const rest = Array.from({ length: accessKeyLength - prefix.length }, () => letters.charAt(randomInt(letters.length)));
  return prefix + rest.join('');
};

/** Whether a runtime on some machine issued a key, this one or another: a person's own key never looks so. */
export const looksIssued = (accessKeyId: string): boolean => accessKeyId.startsWith(prefix);

export const makeSessionKeys = (now: () => number): SessionKeys => {
  const keys = new Map<string, Key & { readonly expiresAt: number }>();

  const forgetOld = (): void => {
    // One session longer than they are good for: who still uses one is told that it expired.
    for (const [id, { expiresAt }] of keys) if (expiresAt + sessionMs < now()) keys.delete(id);
  };

  return {
    issue: (caller) => {
      forgetOld();
      const credentials = {
        accessKeyId: newAccessKeyId(prefix),
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
      };
      const { accessKeyId, ...secrets } = credentials;
      keys.set(accessKeyId, { ...secrets, expiresAt: now() + sessionMs, caller });
      return credentials;
    },
    find: (accessKeyId) => keys.get(accessKeyId),
  };
};
