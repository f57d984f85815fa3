import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an issuer answers what is asked of it. */
type Manner = 'well' | 'with 503' | 'never';

const audience = 'api://parcours';
const clientId = 'pages';
const kid = 'one';

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

type Claims = Readonly<Record<string, unknown>>;

/** Signs one person in, whoever comes: the code flow with PKCE, for the pages of one origin. */
const makeSignIn = (sub: string, sign: (claims: Claims) => Promise<string>) => {
  const codes = new Map<string, URLSearchParams>();
  return {
    authorize: (asked: URLSearchParams, response: ServerResponse): void => {
      const code = randomUUID();
      codes.set(code, asked);
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      response.writeHead(asked.get('client_id') === clientId ? 303 : 400, { location: back.href }).end();
    },
    token: async (given: URLSearchParams, response: ServerResponse): Promise<void> => {
      const asked = codes.get(given.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(given.get('code_verifier') ?? '')
        .digest('base64url');
      const isFine = asked !== undefined && asked.get('code_challenge') === challenge;
      const nonce = asked?.get('nonce');
      const tokens = {
        token_type: 'Bearer',
        access_token: await sign({ sub, scope: asked?.get('scope') }),
        id_token: await sign({ sub, aud: clientId, ...(nonce && { nonce }) }),
      };
      const from = new URL(asked?.get('redirect_uri') ?? 'http://nobody.example').origin;
      response
        .writeHead(isFine ? 200 : 400, { 'content-type': 'application/json', 'access-control-allow-origin': from })
        .end(JSON.stringify(isFine ? tokens : { error: 'invalid_grant' }));
    },
  };
};

/** An OIDC issuer of somebody else's, on this machine, at which `person` signs in. */
export const startOutsideIssuer = async (person = 'idp|cyr') => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  let manner: Manner = 'well';
  let said: object = {};
  const asked: string[] = [];

  const sign = (claims: Claims): Promise<string> =>
    new SignJWT({ iss: url, aud: audience, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  const signIn = makeSignIn(person, sign);

  const server = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://issuer.example');
    asked.push(path);
    if (manner === 'never') return;
    if (path === '/authorize') {
      signIn.authorize(searchParams, response);
      return;
    }
    if (path === '/token') {
      void bodyOf(request).then((given) => signIn.token(given, response));
      return;
    }
    response.setHeader('access-control-allow-origin', '*');
    const pages: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': {
        issuer: url,
        jwks_uri: `${url}/keys`,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        id_token_signing_alg_values_supported: ['ES256'],
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
    clientId,
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
    token: (sub: string, claims: object = {}): Promise<string> => sign({ sub, jti: sub, ...claims }),
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
