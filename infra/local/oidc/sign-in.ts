import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../http/request.ts';
import { addressWith, readAuthorization, singleParameters, type Client } from './authorization.ts';
import { makeCodes, type Grant } from './codes.ts';
import type { DemoUser } from './demo-user.ts';
import type { Issuer } from './issuer.ts';
import { languageOf, signInPage, strangerPage } from './sign-in-page.ts';

type Deps = {
  readonly issuer: Issuer;
  readonly client: Client;
  readonly users: readonly DemoUser[];
  /** Real time, milliseconds. */
  readonly now: () => number;
};

/** Milliseconds that a code, and all that renews the tokens of a sign-in, may be used in: a minute, and a working day. */
const codeLifetime = 60_000;
const refreshLifetime = 12 * 3_600_000;

const seeOther = (location: string): HttpAnswer => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  body: '',
});

const json = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const refused = (error: string): HttpAnswer => json(400, { error });

const parametersOf = ({ method, query, body }: HttpRequest): URLSearchParams =>
  new URLSearchParams(method === 'POST' ? body.toString('utf8') : query);

const fits = (verifier: string, challenge: string): boolean => {
  const made = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const asked = Buffer.from(challenge);
  return made.length === asked.length && timingSafeEqual(made, asked);
};

/** The token endpoint: a code for tokens, once, by whoever holds its verifier; or a token renewed. */
const makeTokenEndpoint = ({ issuer, client, now }: Deps) => {
  const codes = makeCodes({ lifetime: codeLifetime, now });
  const renewals = makeCodes({ lifetime: refreshLifetime, now });

  const tokens = async (grant: Grant): Promise<HttpAnswer> =>
    json(200, {
      ...(await issuer.token(grant.sub, grant.session)),
      id_token: await issuer.idToken(grant),
      refresh_token: renewals.issue({ ...grant, nonce: undefined }),
      scope: 'openid',
    });

  const redeemed = ({ code, redirect_uri: redirectUri, code_verifier: verifier = '' }: Record<string, string>) => {
    const grant = codes.redeem(code ?? '');
    return grant?.redirectUri === redirectUri && grant !== undefined && fits(verifier, grant.challenge)
      ? grant
      : undefined;
  };

  const answer = async (request: HttpRequest): Promise<HttpAnswer> => {
    const given = singleParameters(parametersOf(request));
    if (given['client_id'] !== client.clientId) return refused('invalid_client');
    const { grant_type: type } = given;
    if (type !== 'authorization_code' && type !== 'refresh_token') return refused('unsupported_grant_type');
    const grant = type === 'authorization_code' ? redeemed(given) : renewals.redeem(given['refresh_token'] ?? '');
    return grant && now() - grant.signedInAt <= refreshLifetime ? tokens(grant) : refused('invalid_grant');
  };

  /** RFC 7009: an answer that says nothing of whether there was such a token. */
  const revoke = (request: HttpRequest): HttpAnswer => {
    const given = singleParameters(parametersOf(request));
    if (given['client_id'] !== client.clientId) return refused('invalid_client');
    const session = renewals.sessionOf(given['token'] ?? '');
    if (session !== undefined) renewals.revoke(session);
    return json(200, {});
  };

  return { codes, answer, revoke };
};

/**
 * The authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636) for the users of the demonstration: a page
 * to sign in on, the token endpoint and the way out. Anything else is `undefined`.
 */
export const makeSignIn = (deps: Deps): ((request: HttpRequest) => Promise<HttpAnswer | undefined>) => {
  const { issuer, client, users, now } = deps;
  const here = new URL(issuer.url).pathname;
  const { codes, answer: answerToken, revoke } = makeTokenEndpoint(deps);

  const authorize = (request: HttpRequest): HttpAnswer => {
    const parameters = parametersOf(request);
    const language = languageOf(parameters.get('ui_locales') ?? undefined, request.headers['accept-language']);
    const reading = readAuthorization(parameters, client, issuer.url);
    if (reading.kind === 'stranger') return strangerPage(language, client.callbackUrls[0]);
    if (reading.kind === 'refused') return seeOther(reading.location);
    const { redirect_uri: redirectUri, code_challenge: challenge, state, nonce } = reading.request;
    const chosen = users.find(({ user }) => request.method === 'POST' && user === parameters.get('user'));
    if (!chosen) return signInPage(reading.request, users, language, `${here}/authorize`);
    const session = randomUUID();
    const code = codes.issue({
      sub: chosen.sub,
      clientId: client.clientId,
      redirectUri,
      challenge,
      nonce,
      session,
      signedInAt: now(),
    });
    return seeOther(addressWith(redirectUri, { code, state, iss: issuer.url }));
  };

  const signOut = (request: HttpRequest): HttpAnswer => {
    const { post_logout_redirect_uri: address = '', state } = singleParameters(parametersOf(request));
    return client.logoutUrls.includes(address)
      ? seeOther(addressWith(address, { state }))
      : strangerPage(languageOf(undefined, request.headers['accept-language']), client.logoutUrls[0]);
  };

  return async (request) => {
    switch (`${request.method} ${request.path}`) {
      case `GET ${here}/authorize`:
      case `POST ${here}/authorize`:
        return authorize(request);
      case `POST ${here}/token`:
        return answerToken(request);
      case `POST ${here}/revoke`:
        return revoke(request);
      case `GET ${here}/logout`:
        return signOut(request);
      default:
        return undefined;
    }
  };
};
