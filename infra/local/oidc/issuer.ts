import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, SignJWT, type JWK, type JWTVerifyGetKey } from 'jose';
import type { Settings } from '../sqlite/settings.ts';

/** Seconds. */
const lifetime = 8 * 3600;

/** The runtime's own OIDC issuer. Its tokens live on real time, whatever the moving clock says. */
export type Issuer = {
  readonly url: string;
  readonly discovery: () => object;
  readonly jwks: () => { keys: JWK[] };
  readonly keys: JWTVerifyGetKey;
  readonly token: (sub: string) => Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number }>;
};

const durableKey = (settings: Settings): string => {
  const known = settings.read('issuer-key');
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  settings.writeNow('issuer-key', key);
  return key;
};

/** An issuer at `url` whose key lives in the data file, so that tokens outlive a restart. */
export const makeIssuer = async (settings: Settings, url: string, clientId: string): Promise<Issuer> => {
  const privateKey = createPrivateKey(durableKey(settings));
  const publicJwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwks = { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig' }] };
  return {
    url,
    keys: createLocalJWKSet(jwks),
    jwks: () => jwks,
    discovery: () => ({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks.json`,
      token_endpoint: url.replace(/\/oidc$/, '/token'),
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    token: async (sub) => ({
      access_token: await new SignJWT({ token_use: 'access', client_id: clientId })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setSubject(sub)
        .setIssuer(url)
        .setIssuedAt()
        .setExpirationTime(`${lifetime}s`)
        .sign(privateKey),
      token_type: 'Bearer',
      expires_in: lifetime,
    }),
  };
};
