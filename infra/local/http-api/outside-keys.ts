import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { isLoopback } from '../http/authority.ts';
import { inBoth, RuntimeRefusal } from '../refusal.ts';

/** The issuer did not answer: nothing can be said of its tokens for now. */
export class IssuerSilentError extends Error {
  override readonly name = 'IssuerSilentError';
}

/** What an issuer answered cannot be right, however often it is asked. */
class IssuerWrongError extends Error {
  override readonly name = 'IssuerWrongError';
}

/** As long as API Gateway waits, and as long as it keeps keys: docs/limits.md. */
const patienceMs = 1_500;
const keptMs = 2 * 3_600_000;
/** How long an issuer that did not answer is left alone: nobody else waits for it meanwhile. */
const restMs = 10_000;
/** How often a token with an unknown key may have the keys asked for again. */
const cooldownMs = 30_000;

const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url.hostname);

const documentSchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url().refine((url) => isSafe(new URL(url)), { error: 'must be https' }),
});

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
};

const ask = async (url: string): Promise<unknown> => {
  let answer: Response;
  try {
    answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) return await answer.json();
  } catch (error) {
    throw new IssuerSilentError(reasonOf(error));
  }
  const { status } = answer;
  throw status >= 500 || status === 429
    ? new IssuerSilentError(String(status))
    : new IssuerWrongError(`${url}: ${status}`);
};

/** Where an issuer says that its keys are. @throws IssuerSilentError, IssuerWrongError */
const discover = async (issuer: string): Promise<URL> => {
  const document = documentSchema.safeParse(await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (!document.success) throw new IssuerWrongError(z.prettifyError(document.error).replaceAll('\n', ' '));
  if (document.data.issuer !== issuer) throw new IssuerWrongError(`issuer: ${document.data.issuer}`);
  return new URL(document.data.jwks_uri);
};

/** A key that the issuer does not have is the token's fault, and everything else the issuer's. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

type Deps = {
  /** Real time, milliseconds. */
  readonly now: () => number;
  /** Takes one line when an issuer falls silent, and one when it answers again. */
  readonly log: (line: string) => void;
};

const makeKeys = (issuer: string, { now, log }: Deps) => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  let silence: { readonly until: number; readonly reason: string } | undefined;

  const open = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(await discover(issuer), {
      timeoutDuration: patienceMs,
      cacheMaxAge: keptMs,
      cooldownDuration: cooldownMs,
    });

  const heard = (): void => {
    if (!silence) return;
    silence = undefined;
    log(inBoth(`l’émetteur ${issuer} répond de nouveau`, `the issuer ${issuer} answers again`));
  };

  const missed = (error: unknown): void => {
    const reason = reasonOf(error);
    if (!silence) {
      log(
        inBoth(
          `l’émetteur ${issuer} ne répond pas comme il le doit (${reason}) : personne ne peut ouvrir de session; Parcours essaie encore`,
          `the issuer ${issuer} does not answer as it should (${reason}): nobody can sign in; Parcours keeps trying`,
        ),
      );
    }
    silence = { until: now() + restMs, reason };
  };

  const isResting = (): boolean => silence !== undefined && now() < silence.until;

  /** The keys by the issuer's document, which is kept once it was read. */
  const keys = async (): Promise<JWTVerifyGetKey> => {
    found ??= open();
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };

  const keyOf: JWTVerifyGetKey = async (header, token) => {
    if (isResting()) throw new IssuerSilentError(silence?.reason);
    try {
      const key = await (await keys())(header, token);
      heard();
      return key;
    } catch (error) {
      if (isOfToken(error)) throw error;
      missed(error);
      throw new IssuerSilentError(reasonOf(error));
    }
  };

  return { keys, keyOf, missed };
};

/** The keys of issuers outside, by the issuer's address. */
export type OutsideKeys = {
  readonly of: (issuer: string) => JWTVerifyGetKey;
  /**
   * Looks whether an issuer is what its address says; one that is silent for now may answer later, and a line says so.
   * @throws RuntimeRefusal when it is another, or has no keys that may be believed
   */
  readonly check: (issuer: string) => Promise<void>;
};

/** Asks each issuer for its keys when the first token of its comes, and keeps them. */
export const makeOutsideKeys = (deps: Deps): OutsideKeys => {
  const known = new Map<string, ReturnType<typeof makeKeys>>();
  const keysOf = (issuer: string): ReturnType<typeof makeKeys> => {
    const keys = known.get(issuer) ?? makeKeys(issuer, deps);
    known.set(issuer, keys);
    return keys;
  };
  return {
    of: (issuer) => keysOf(issuer).keyOf,
    check: async (issuer) => {
      const { keys, missed } = keysOf(issuer);
      try {
        await keys();
      } catch (error) {
        if (!(error instanceof IssuerWrongError)) {
          missed(error);
          return;
        }
        throw new RuntimeRefusal(
          inBoth(
            `${issuer} n’est pas l’émetteur attendu (${error.message}) : corrigez --issuer, comme l’émetteur l’écrit lui-même`,
            `${issuer} is not the issuer expected (${error.message}): correct --issuer, as the issuer itself writes it`,
          ),
        );
      }
    },
  };
};
