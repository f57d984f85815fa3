import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an issuer answers what is asked of it. */
type Manner = 'well' | 'with 503' | 'never';

const audience = 'api://parcours';
const kid = 'one';

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

/** An OIDC issuer of somebody else's, on this machine: as much of one as an API asks. */
export const startOutsideIssuer = async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  let manner: Manner = 'well';
  let said: object = {};
  const asked: string[] = [];

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (manner === 'never') return;
    const pages: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': {
        issuer: url,
        jwks_uri: `${url}/keys`,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        ...said,
      },
      '/keys': { keys: [jwk] },
    };
    const page = pages[path];
    response.statusCode = manner === 'with 503' ? 503 : page ? 200 : 404;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page ?? {}));
  });
  const url = await listening(server);

  return {
    url,
    audience,
    /** The paths that were asked for. */
    asked,
    answer: (next: Manner): void => {
      manner = next;
    },
    /** What its discovery document says otherwise. */
    say: (next: object): void => {
      said = next;
    },
    /** An access token for somebody; `claims` say more, or otherwise. */
    token: (sub: string, claims: object = {}): Promise<string> =>
      new SignJWT({ iss: url, aud: audience, sub, jti: sub, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};

export type OutsideIssuer = Awaited<ReturnType<typeof startOutsideIssuer>>;
