import { apiModel } from '../http-api/api-model.ts';
import { gatewayAnswer } from '../http-api/answer.ts';
import { makeAuthorizer } from '../http-api/authorizer.ts';
import { makeGateway } from '../http-api/gateway.ts';
import type { HttpAnswer, HttpRequest } from '../http/request.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../lambda/functions.ts';
import { makeIssuer } from '../oidc/issuer.ts';
import type { Client } from '../oidc/authorization.ts';
import type { DemoUser } from '../oidc/demo-user.ts';
import { makeLocalPages } from '../oidc/local-pages.ts';
import { makeSignIn } from '../oidc/sign-in.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { DiskWatch } from '../sqlite/disk-watch.ts';
import type { Settings } from '../sqlite/settings.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
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
};

type Answer = (request: HttpRequest) => Promise<HttpAnswer>;

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

/**
 * The HTTP API of the template with `/_local/*` beside it, which is absent when tokens come from an issuer outside.
 * @throws RuntimeRefusal when the API has no local life.
 */
export const provisionApi = async (deps: Deps): Promise<Api> => {
  const { template, settings, clock, functions, users, account, apiUrl, backUp, mailbox, watch } = deps;
  const client = clientOf(template);
  const issuer = await makeIssuer(settings, `${apiUrl}/_local/oidc`, client.clientId);
  const isPool = poolTest(template);
  const model = apiModel(template);
  const authorize = makeAuthorizer({
    localKeys: (name) => (isPool(name) ? issuer.keys : undefined),
    issuerName: (name) => (isPool(name) ? issuer.url : name),
    now: Date.now,
  });
  const gateway: Answer = model
    ? makeGateway({ model, account, now: clock.now, functions, authorize })
    : () => Promise.resolve(gatewayAnswer(404, 'Not Found'));
  const isOutside = model?.routes.some(({ target }) => target.jwt && !isPool(target.jwt.issuer)) ?? false;
  const origins = model?.cors?.origins ?? [];
  if (isOutside) return { answer: gateway, origins };
  const pages = makeLocalPages({ issuer, users, clock, backUp, mailbox, diskRefusal: watch.note });
  const signIn = makeSignIn({ issuer, client, users, now: Date.now });
  const answer: Answer = async (request) => {
    if (!request.path.startsWith('/_local/')) return gateway(request);
    return (await signIn(request)) ?? pages(request);
  };
  return { answer, origins };
};
