import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { JwtRule } from './api-model.ts';
import { IssuerSilentError } from './outside-keys.ts';

/** What a token says of its bearer: claims as the strings that API Gateway sends. */
export type Verified = {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
  /** Seconds since the epoch. */
  readonly expires: number;
};

/** Why a token was refused, in the words of `www-authenticate`. */
type Refused = { readonly refused: 401 | 403; readonly reason: string };

/** Decides on the `Authorization` header of a request. */
export type Authorize = (rule: JwtRule, header: string | undefined) => Promise<Verified | Refused>;

type Deps = {
  readonly keysOf: (issuer: string) => JWTVerifyGetKey;
  /** What the local issuer calls itself in its tokens, where the template names a pool. */
  readonly issuerName: (issuer: string) => string;
  /** Real time, milliseconds: tokens do not follow the moving clock. */
  readonly now: () => number;
};

/** As API Gateway says it of an issuer that does not answer. */
const silent = 'Bearer error="invalid_token" error_description="OIDC discovery endpoint communication error"';

/** Tokens of an organisation in a day, several times over. */
const cacheSize = 10_000;

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(String).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const verified = (payload: JWTPayload): Verified => ({
  claims: Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asText(value)])),
  scopes: typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [],
  expires: payload.exp ?? 0,
});

const audiencesOf = ({ aud, client_id: client }: JWTPayload): readonly unknown[] =>
  aud === undefined ? [client] : [aud].flat();

/** A JWT authorizer. A token is verified once and then known until it expires. */
export const makeAuthorizer = ({ keysOf, issuerName, now }: Deps): Authorize => {
  const known = new Map<string, Verified>();

  const verify = async (rule: JwtRule, token: string): Promise<Verified> => {
    const { payload } = await jwtVerify(token, keysOf(rule.issuer), {
      issuer: issuerName(rule.issuer),
      requiredClaims: ['exp'],
      currentDate: new Date(now()),
    });
    if (!audiencesOf(payload).some((each) => rule.audience.includes(String(each)))) throw new Error('audience');
    if (payload.iat !== undefined && payload.iat > now() / 1000 + 1) throw new Error('issued in the future');
    return verified(payload);
  };

  const remember = (key: string, value: Verified): Verified => {
    const oldest = known.keys().next();
    if (known.size >= cacheSize && oldest.done !== true) known.delete(oldest.value);
    known.set(key, value);
    return value;
  };

  return async (rule, header) => {
    const token = header?.replace(/^Bearer\s+/i, '').trim() ?? '';
    if (token === '') return { refused: 401, reason: 'Bearer' };
    const key = JSON.stringify([rule.issuer, rule.audience, token]);
    const cached = known.get(key);
    try {
      const fresh = cached && cached.expires > now() / 1000 ? cached : remember(key, await verify(rule, token));
      const isInScope = rule.scopes.length === 0 || rule.scopes.some((scope) => fresh.scopes.includes(scope));
      return isInScope ? fresh : { refused: 403, reason: 'Bearer error="insufficient_scope"' };
    } catch (error) {
      known.delete(key);
      return { refused: 401, reason: error instanceof IssuerSilentError ? silent : 'Bearer error="invalid_token"' };
    }
  };
};
