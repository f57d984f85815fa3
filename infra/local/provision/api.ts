import { apiModel } from '../http-api/api-model.ts';
import { gatewayAnswer } from '../http-api/answer.ts';
import { makeAuthorizer } from '../http-api/authorizer.ts';
import { makeGateway } from '../http-api/gateway.ts';
import type { HttpAnswer, HttpRequest } from '../http/request.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../lambda/functions.ts';
import { makeIssuer } from '../oidc/issuer.ts';
import { makeLocalPages, type DemoUser } from '../oidc/local-pages.ts';
import type { Mailbox } from '../ses/mailbox.ts';
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
};

type Answer = (request: HttpRequest) => Promise<HttpAnswer>;

/** Whether an issuer of the template is one of its own pools, whose place the local issuer takes. */
const poolTest = (template: LoadedTemplate): ((issuer: string) => boolean) => {
  const urls = new Set(template.ofType('AWS::Cognito::UserPool').map(({ attributes }) => attributes['ProviderURL']));
  return (issuer) => urls.has(issuer);
};

/**
 * The HTTP API of the template with `/_local/*` beside it, which is absent when tokens come from an issuer outside.
 * @throws RuntimeRefusal when the API has no local life.
 */
export const provisionApi = async (deps: Deps): Promise<Answer> => {
  const { template, settings, clock, functions, users, account, apiUrl, backUp, mailbox } = deps;
  const clientId = template.ofType('AWS::Cognito::UserPoolClient')[0]?.ref ?? 'local';
  const issuer = await makeIssuer(settings, `${apiUrl}/_local/oidc`, clientId);
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
  if (isOutside) return gateway;
  const pages = makeLocalPages({ issuer, users, clock, backUp, mailbox });
  return (request) => (request.path.startsWith('/_local/') ? pages(request) : gateway(request));
};
