import * as oauth from 'oauth4webapi';
import { keep, readKept, tab } from './kept.ts';

/** Who is signed in in this tab, and by which tokens. */
export type Session = {
  readonly sub: string;
  readonly access: string;
  readonly renewal: string | undefined;
};

/** A sign-in that this tab has begun. */
type Started = { readonly verifier: string; readonly state: string; readonly nonce: string };

const sessionName = 'parcours.session';
const startedName = 'parcours.sign-in';
/** Seconds that the clock of a telephone may be wrong by. */
const tolerance = 600;
/** Milliseconds that a sign-out waits for those that it tells. */
const longestSignOutMs = 3_000;

const setting = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

const issuer = new URL(setting('issuer'));
const client: oauth.Client = { client_id: setting('client'), [oauth.clockTolerance]: tolerance };
const redirectUri = `${location.origin}/callback`;
/** Only a machine of one's own serves without TLS. */
const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' };

let discovered: Promise<oauth.AuthorizationServer> | undefined;

const server = (): Promise<oauth.AuthorizationServer> => {
  discovered ??= oauth
    .discoveryRequest(issuer, options)
    .then((answer) => oauth.processDiscoveryResponse(issuer, answer));
  discovered.catch(() => {
    discovered = undefined;
  });
  return discovered;
};

export const currentSession = (): Session | undefined => (readKept(tab, sessionName) as Session | null) ?? undefined;

export const forgetSession = (): void => {
  keep(tab, sessionName, undefined);
};

const keepSession = (sub: string, tokens: oauth.TokenEndpointResponse, renewal?: string): Session => {
  const session = { sub, access: tokens.access_token, renewal: tokens.refresh_token ?? renewal };
  keep(tab, sessionName, session);
  return session;
};

/** Leaves for the issuer's page. `again` asks it for a new sign-in even where it still knows the person. */
export const startSignIn = async (language: string, again: boolean): Promise<void> => {
  const { authorization_endpoint: endpoint } = await server();
  if (endpoint === undefined) throw new Error('the issuer has no page to sign in on');
  const started: Started = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  };
  keep(tab, startedName, started);
  const url = new URL(endpoint);
  const asked = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope: setting('scope'),
    state: started.state,
    // Comes back in the ID token, by which the API knows it for one and refuses it.
    nonce: started.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(started.verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
    // Amazon Cognito's name for the same.
    lang: language,
    ...(again && { prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  location.assign(url);
};

/** Finishes a sign-in that has come back to `/callback`. @throws Error when it is none that began in this tab */
export const finishSignIn = async (address: URL): Promise<Session> => {
  const started = readKept(tab, startedName) as Started | null;
  keep(tab, startedName, undefined);
  if (!started) throw new Error('this sign-in did not begin here');
  const as = await server();
  const given = oauth.validateAuthResponse(as, client, address, started.state);
  const { verifier, nonce } = started;
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.None(),
    given,
    redirectUri,
    verifier,
    options,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return keepSession(oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '', tokens);
};

let renewing: Promise<Session | undefined> | undefined;

const renew = async ({ sub, renewal }: Session): Promise<Session | undefined> => {
  if (renewal === undefined) return undefined;
  const as = await server();
  const answer = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), renewal, options);
  try {
    return keepSession(sub, await oauth.processRefreshTokenResponse(as, client, answer), renewal);
  } catch {
    return undefined;
  }
};

/** The session with new tokens, asked for once however many wait; `undefined` when the person has to sign in again. */
export const renewed = (session: Session): Promise<Session | undefined> => {
  renewing ??= renew(session).finally(() => {
    renewing = undefined;
  });
  return renewing;
};

/** Ends the session in the record, so that a token of it that somebody kept opens nothing; a bad network holds nobody up. */
const endSession = async ({ access, renewal }: Session, as: oauth.AuthorizationServer): Promise<void> => {
  const headers = { authorization: `Bearer ${access}` };
  const asked: Promise<unknown>[] = [fetch('/v1/me/sign-out', { method: 'POST', headers, keepalive: true })];
  if (renewal !== undefined && as.revocation_endpoint !== undefined) {
    asked.push(oauth.revocationRequest(as, client, oauth.None(), renewal, options));
  }
  await Promise.race([Promise.allSettled(asked), new Promise((resolve) => setTimeout(resolve, longestSignOutMs))]);
};

/** Ends the session here, in the record and at the issuer. */
export const signOut = async (): Promise<void> => {
  const session = currentSession();
  forgetSession();
  const as = await server();
  if (session) await endSession(session, as);
  const { end_session_endpoint: endpoint } = as;
  const home = `${location.origin}/`;
  if (endpoint === undefined) {
    location.assign(home);
    return;
  }
  const url = new URL(endpoint);
  url.searchParams.set('client_id', client.client_id);
  url.searchParams.set('post_logout_redirect_uri', home);
  // Amazon Cognito's name for the same.
  url.searchParams.set('logout_uri', home);
  location.assign(url);
};
