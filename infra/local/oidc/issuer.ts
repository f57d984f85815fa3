import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  SignJWT,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { Settings } from '../sqlite/settings.ts';

/** Seconds. */
const lifetime = 8 * 3600;

/** The runtime's own OIDC issuer. Its tokens live on real time, whatever the moving clock says. */
export type Issuer = {
  readonly url: string;
  readonly discovery: () => object;
  readonly jwks: () => { keys: JWK[] };
  readonly keys: JWTVerifyGetKey;
  /** `session` is the sign-in that it comes from, under the name that Cognito has for it. */
  readonly token: (
    sub: string,
    session: string,
  ) => Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number }>;
  /** Says to the client who signed in. */
  readonly idToken: (who: { readonly sub: string; readonly nonce: string | undefined }) => Promise<string>;
};

const durableKey = (settings: Settings): string => {
  const known = settings.read('issuer-key');
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  settings.writeNow({ 'issuer-key': key });
  return key;
};

/** An issuer at `url` whose key lives in the data file, so that tokens outlive a restart. */
export const makeIssuer = async (settings: Settings, url: string, clientId: string): Promise<Issuer> => {
  const privateKey = createPrivateKey(durableKey(settings));
  const publicJwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwks = { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig' }] };
  const signed = (claims: JWTPayload, sub: string): SignJWT =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(sub)
      .setIssuer(url)
      .setIssuedAt()
      .setExpirationTime(`${lifetime}s`);
  return {
    url,
    keys: createLocalJWKSet(jwks),
    jwks: () => jwks,
    discovery: () => ({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks.json`,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      end_session_endpoint: `${url}/logout`,
      revocation_endpoint: `${url}/revoke`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: ['openid'],
      ui_locales_supported: ['fr', 'en'],
      authorization_response_iss_parameter_supported: true,
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    token: async (sub, session) => ({
      access_token: await signed(
        { token_use: 'access', client_id: clientId, origin_jti: session, jti: randomUUID() },
        sub,
      ).sign(privateKey),
      token_type: 'Bearer',
      expires_in: lifetime,
    }),
    idToken: async ({ sub, nonce }) =>
      signed({ token_use: 'id', ...(nonce !== undefined && { nonce }) }, sub)
        .setAudience(clientId)
        .sign(privateKey),
  };
};
