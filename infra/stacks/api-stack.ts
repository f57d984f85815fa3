import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Route } from '../../shared/api/route.ts';
import { ServiceFunction, type Resources } from '../constructs/service-function.ts';

/** Who issues the tokens: any OIDC issuer; without one, a user pool of the stack's own. */
export type Issuer = { readonly issuer: string; readonly audience: string };

type Properties = StackProps & {
  readonly resources: Resources;
  readonly routes: Readonly<Record<string, Route>>;
  readonly issuer: Issuer | undefined;
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

/** The HTTP API: a function for each resource, a JWT authorizer before all routes but the public ones. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { resources, routes, issuer, ...props }: Properties) {
    super(scope, id, props);
    const { issuer: url, audience } = issuer ?? this.#ownIssuer();
    const authorizer = new HttpJwtAuthorizer('Tokens', url, { jwtAudience: [audience] });
    const fallback = new ServiceFunction(this, 'Fallback', { folder: 'http/fallback', uses: [], resources, timeout });
    const api = new HttpApi(this, 'Api', {
      apiName: 'parcours',
      defaultIntegration: new HttpLambdaIntegration('FallbackIntegration', fallback),
      defaultAuthorizer: new HttpNoneAuthorizer(),
    });
    for (const [resource, served] of byResource(routes))
      this.#addResource(api, authorizer, resource, served, resources);
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'Issuer', { value: url });
    new CfnOutput(this, 'Audience', { value: audience });
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
    const integration = new HttpLambdaIntegration(`${id}Integration`, target);
    for (const { method, path, action } of served) {
      api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        authorizer: action === 'public' ? new HttpNoneAuthorizer() : authorizer,
      });
    }
  }

  #ownIssuer(): Issuer {
    const pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = pool.addClient('Client', { preventUserExistenceErrors: true });
    return {
      issuer: `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`,
      audience: client.userPoolClientId,
    };
  }
}
