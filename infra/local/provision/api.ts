import { apiModel, type ApiModel } from '../http-api/api-model.ts';
import { gatewayAnswer } from '../http-api/answer.ts';
import { makeAuthorizer } from '../http-api/authorizer.ts';
import { makeGateway } from '../http-api/gateway.ts';
import { makeOutsideKeys } from '../http-api/outside-keys.ts';
import type { HttpAnswer, IncomingRequest } from '../http/request.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Mode } from '../modes.ts';
import { makeIssuer } from '../oidc/issuer.ts';
import type { Client } from '../oidc/authorization.ts';
import type { DemoUser } from '../oidc/demo-user.ts';
import { makeLocalPages } from '../oidc/local-pages.ts';
import { makeSignIn } from '../oidc/sign-in.ts';
import { inBoth, RuntimeRefusal } from '../refusal.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { DiskWatch } from '../sqlite/disk-watch.ts';
import type { Settings } from '../sqlite/settings.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly mode: Mode;
  readonly template: LoadedTemplate;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly users: readonly DemoUser[];
  readonly account: string;
  readonly apiUrl: string;
  readonly backUp: () => string;
  readonly mailbox: Mailbox;
  readonly watch: DiskWatch;
  readonly log: (line: string) => void;
};

/** What a form or a line of JSON for this machine may hold; anybody may send one. */
const maxLocalBodyBytes = 16_384;

type Answer = (request: IncomingRequest) => Promise<HttpAnswer>;

/** How the API answers, and pages of which origins may call it. */
type Api = { readonly answer: Answer; readonly origins: readonly string[] };

/** Whether an issuer of the template is one of its own pools, by either of its addresses: the local issuer takes its place. */
const poolTest = (template: LoadedTemplate): ((issuer: string) => boolean) => {
  const urls = new Set(
    template
      .ofType('AWS::Cognito::UserPool')
      .flatMap(({ attributes }) => [attributes['ProviderURL'], `https://${attributes['ProviderName'] ?? ''}`]),
  );
  return (issuer) => urls.has(issuer);
};

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** The application that the pool of the template knows. */
const clientOf = (template: LoadedTemplate): Client => {
  const client = template.ofType('AWS::Cognito::UserPoolClient')[0];
  return {
    clientId: client?.ref ?? 'local',
    callbackUrls: texts(client?.properties['CallbackURLs']),
    logoutUrls: texts(client?.properties['LogoutURLs']),
  };
};

/** The issuers that some route takes tokens of. */
const issuersIn = (model: ApiModel | undefined): readonly string[] => [
  ...new Set(model?.routes.flatMap(({ target }) => target.jwt?.issuer ?? [])),
];

const refusePool = (): never => {
  throw new RuntimeRefusal(
    inBoth(
      'on n’invite pas encore de personnes ici : donnez l’émetteur qui les connaît avec --issuer',
      'nobody can be invited here yet: give the issuer that knows them with --issuer',
    ),
  );
};

type Known = { readonly isPool: (issuer: string) => boolean; readonly model: ApiModel | undefined };

/** Checks the tokens of issuers outside by their own keys, and those of the template's pool by those of the local issuer. */
const provisionTokens = async ({ mode, settings, apiUrl, log }: Deps, { isPool, model }: Known, client: Client) => {
  const issuers = issuersIn(model);
  const outside = issuers.filter((issuer) => !isPool(issuer));
  if (!mode.hasLocalPages && issuers.some(isPool)) refusePool();
  const outsideKeys = makeOutsideKeys({ now: Date.now, log });
  for (const issuer of outside) await outsideKeys.check(issuer);
  const local = mode.hasLocalPages ? await makeIssuer(settings, `${apiUrl}/_local/oidc`, client.clientId) : undefined;
  const authorize = makeAuthorizer({
    keysOf: (name) => (local && isPool(name) ? local.keys : outsideKeys.of(name)),
    issuerName: (name) => (local && isPool(name) ? local.url : name),
    now: Date.now,
  });
  return { authorize, issuer: outside.length === 0 ? local : undefined };
};

/**
 * The HTTP API of the template, with `/_local/*` beside it where the mode has that and no issuer outside is configured.
 * @throws RuntimeRefusal when the API has no local life, or its tokens come from nobody
 */
export const provisionApi = async (deps: Deps): Promise<Api> => {
  const { template, clock, functions, users, account, backUp, mailbox, watch } = deps;
  const client = clientOf(template);
  const model = apiModel(template);
  const { authorize, issuer } = await provisionTokens(deps, { isPool: poolTest(template), model }, client);
  const gateway: Answer = model
    ? makeGateway({ model, account, now: clock.now, functions, authorize })
    : () => Promise.resolve(gatewayAnswer(404, 'Not Found'));
  const origins = model?.cors?.origins ?? [];
  if (!issuer) return { answer: gateway, origins };
  const pages = makeLocalPages({ issuer, users, clock, backUp, mailbox, diskRefusal: watch.note });
  const signIn = makeSignIn({ issuer, client, users, now: Date.now });
  const answer: Answer = async (request) => {
    if (!request.path.startsWith('/_local/')) return gateway(request);
    const whole = await request.receive(maxLocalBodyBytes);
    return (await signIn(whole)) ?? pages(whole);
  };
  return { answer, origins };
};
