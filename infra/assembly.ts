import { App, type AppProps } from 'aws-cdk-lib';
import { routes } from '../shared/api/routes.ts';
import type { Pathway } from '../shared/domain/pathway/pathway.ts';
import { published } from '../workflows/catalogue.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EngineStack } from './stacks/engine-stack.ts';
import { MailStack } from './stacks/mail-stack.ts';
import { usualSender } from './constructs/mail.ts';
import { outsideIssuer } from './outside-issuer.ts';

const contextOf = (app: App, name: string): string | undefined => app.node.tryGetContext(name) as string | undefined;

/** @throws Error when what was said is neither yes nor no */
const isAsked = (app: App, name: string): boolean => {
  const said = String(app.node.tryGetContext(name) ?? false);
  if (said !== 'true' && said !== 'false') throw new Error(`-c ${name}= takes true or false, not ${said}`);
  return said === 'true';
};

/** What the system is made of, beside what CDK is told. */
export type Application = AppProps & {
  /** Without a word, all that are published. */
  readonly pathways?: readonly Pathway[];
};

/**
 * The whole system as a CDK app. Context: `region` (default ca-central-1, Montréal), `issuer` and `audience` with
 * `clientId`, `scope` and `signInUrl` where they differ (`outsideIssuerSchema`), `mailFrom` (an
 * address or a domain of the organisation, from which messages come), `pagesUrl` (where they lead, when not to the API's own
 * address), `detailedMetrics` (`true`: each route is measured by itself).
 */
export const makeApp = ({ pathways = published, ...props }: Application = {}): App => {
  const app = new App({ analyticsReporting: false, ...props });
  const env = { region: contextOf(app, 'region') ?? 'ca-central-1' };
  const data = new DataStack(app, 'ParcoursData', { env });
  const { record, identity, keys, youthKeyArn, teamKeyArn, rowKeyArn } = data;
  const tables = { record, identity, keys, youthKeyArn, teamKeyArn, rowKeyArn };
  const engine = new EngineStack(app, 'ParcoursEngine', { env, data: tables, pathways });
  engine.addStackDependency(data);
  const api = new ApiStack(app, 'ParcoursApi', {
    env,
    resources: { ...tables, machines: engine.machines },
    routes,
    issuer: outsideIssuer((name) => app.node.tryGetContext(name) as unknown),
    detailedMetrics: isAsked(app, 'detailedMetrics'),
  });
  api.addStackDependency(data);
  api.addStackDependency(engine);
  const mail = new MailStack(app, 'ParcoursMail', {
    env,
    resources: { ...tables, machines: engine.machines },
    sender: contextOf(app, 'mailFrom') ?? usualSender,
    pagesUrl: contextOf(app, 'pagesUrl') ?? api.url,
  });
  mail.addStackDependency(data);
  mail.addStackDependency(api);
  return app;
};
