import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import { parseRouteKey, type Route } from './routes.ts';

/** Who may pass a route: the issuer and audiences whose tokens are taken, and one of whose scopes is asked for. */
export type JwtRule = {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
};

/** What a route leads to. */
export type RouteTarget = {
  readonly functionArn: string;
  /** Milliseconds that the function has to answer in. */
  readonly timeout: number;
  readonly jwt: JwtRule | undefined;
};

/** The CORS configuration of the API. */
export type Cors = {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | undefined;
};

/** The HTTP API of the template. */
export type ApiModel = {
  readonly apiId: string;
  readonly routes: readonly Route<RouteTarget>[];
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly cors: Cors | undefined;
};

type Properties = Readonly<Record<string, unknown>>;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const corsOf = (given: unknown): Cors | undefined => {
  if (given === undefined) return undefined;
  const cors = given as Properties;
  return {
    origins: texts(cors['AllowOrigins']),
    methods: texts(cors['AllowMethods']),
    headers: texts(cors['AllowHeaders']).map((header) => header.toLowerCase()),
    exposed: texts(cors['ExposeHeaders']),
    credentials: cors['AllowCredentials'] === true,
    maxAge: cors['MaxAge'] === undefined ? undefined : Number(cors['MaxAge']),
  };
};

const byRef = (resources: readonly Resource[]): ReadonlyMap<string, Resource> =>
  new Map(resources.map((resource) => [resource.ref, resource]));

const jwtOf = (route: Properties, authorizers: ReadonlyMap<string, Resource>): JwtRule | undefined => {
  if ((route['AuthorizationType'] ?? 'NONE') === 'NONE') return undefined;
  const configuration = authorizers.get(String(route['AuthorizerId']))?.properties['JwtConfiguration'] as Properties;
  return {
    issuer: String(configuration['Issuer']),
    audience: texts(configuration['Audience']),
    scopes: texts(route['AuthorizationScopes']),
  };
};

/**
 * The HTTP API of the template, or nothing when it has none.
 * @throws RuntimeRefusal when there is more than one: they would share a port.
 */
export const apiModel = (template: LoadedTemplate): ApiModel | undefined => {
  const [api, another] = template.ofType('AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  if (another) {
    throw new RuntimeRefusal(`${another.stack}/${another.logicalId}: a second HTTP API has no local life`);
  }
  const integrations = byRef(template.ofType('AWS::ApiGatewayV2::Integration'));
  const authorizers = byRef(template.ofType('AWS::ApiGatewayV2::Authorizer'));
  const routes = template.ofType('AWS::ApiGatewayV2::Route').map(({ properties, stack, logicalId }) => {
    const integration = integrations.get(String(properties['Target']).replace(/^integrations\//, ''));
    if (!integration) throw new RuntimeRefusal(`${stack}/${logicalId}: a route without an integration`);
    return parseRouteKey(String(properties['RouteKey']), {
      functionArn: String(integration.properties['IntegrationUri']),
      timeout: Number(integration.properties['TimeoutInMillis'] ?? 30_000),
      jwt: jwtOf(properties, authorizers),
    });
  });
  const stage = template.ofType('AWS::ApiGatewayV2::Stage')[0];
  return {
    apiId: api.ref,
    routes,
    stageVariables: stage?.properties['StageVariables'] as Readonly<Record<string, string>> | undefined,
    cors: corsOf(api.properties['CorsConfiguration']),
  };
};
