import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Route } from '../../shared/api/route.ts';
import { accept } from '../constructs/accept.ts';
import { addConsole } from '../constructs/console.ts';
import { addDefaultStage } from '../constructs/default-stage.ts';
import { exported } from '../constructs/exported.ts';
import { FunctionIntegration } from '../constructs/function-integration.ts';
import type { Resources } from '../constructs/grants.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { addUsers } from '../constructs/users.ts';
import type { Issuer } from '../outside-issuer.ts';

type Properties = StackProps & {
  readonly resources: Resources;
  readonly routes: Readonly<Record<string, Route>>;
  /** Without one, a user pool of the stack's own. */
  readonly issuer: Issuer | undefined;
  /** Measures each route by itself, which costs by route. */
  readonly detailedMetrics: boolean;
};

/** Just under API Gateway's own 30 seconds, so that a wait of 20 is answered by us. */
const timeout = 28;

const pascal = (name: string) =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const byResource = (routes: Readonly<Record<string, Route>>): ReadonlyMap<string, readonly Route[]> =>
  Map.groupBy(Object.values(routes), ({ resource }) => resource);

/** The HTTP API: a function for each resource, a JWT authorizer before all routes but the public ones; and the pages. */
export class ApiStack extends Stack {
  /** Where the API and its pages are, for other stacks. */
  readonly url: string;

  constructor(scope: Construct, id: string, { resources, routes, issuer, detailedMetrics, ...props }: Properties) {
    super(scope, id, props);
    const api = new HttpApi(this, 'Api', { apiName: 'parcours', createDefaultStage: false });
    const users = issuer ?? addUsers(this, api.apiEndpoint);
    const { issuer: url, audience } = users;
    const authorizer = new HttpJwtAuthorizer('Tokens', url, { jwtAudience: [audience] });
    addDefaultStage(api, detailedMetrics);
    addConsole(this, api, users, resources);
    this.#addFallback(api, resources);
    for (const [resource, served] of byResource(routes))
      this.#addResource(api, authorizer, resource, served, resources);
    this.url = exported(this, 'ApiUrl', api.apiEndpoint);
    new CfnOutput(this, 'Issuer', { value: url });
    new CfnOutput(this, 'Audience', { value: audience });
  }

  /** Answers unknown paths with a problem, in the caller's language. */
  #addFallback(api: HttpApi, resources: Resources): void {
    const target = new ServiceFunction(this, 'Fallback', { folder: 'http/fallback', uses: [], resources, timeout });
    const route = new HttpRoute(this, 'FallbackRoute', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('FallbackIntegration', target),
      authorizer: new HttpNoneAuthorizer(),
    });
    accept(route, 'AwsSolutions-APIG4', 'Says 404 to paths that do not exist, from a function that may reach nothing.');
  }

  #addResource(
    api: HttpApi,
    authorizer: IHttpRouteAuthorizer,
    resource: string,
    served: readonly Route[],
    resources: Resources,
  ): void {
    const id = pascal(resource);
    const uses = [...new Set(served.flatMap((route) => route.uses))];
    const target = new ServiceFunction(this, id, { folder: `http/${resource}`, uses, resources, timeout });
    const integration = new FunctionIntegration(`${id}Integration`, target);
    for (const { method, path, action } of served) {
      const isPublic = action === 'public';
      const added = api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        authorizer: isPublic ? new HttpNoneAuthorizer() : authorizer,
      });
      target.addPermission(`${method} ${path}`.replaceAll('/', '-'), {
        principal: new ServicePrincipal('apigateway.amazonaws.com'),
        sourceArn: api.arnForExecuteApi(method, path),
      });
      const reason =
        'A route that the route table declares public: it serves what the source shows, and reads no table.';
      if (isPublic) for (const route of added) accept(route, 'AwsSolutions-APIG4', reason);
    }
  }
}
