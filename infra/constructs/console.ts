import type { Stack } from 'aws-cdk-lib';
import { HttpMethod, HttpNoneAuthorizer, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { accept } from './accept.ts';
import { FunctionIntegration } from './function-integration.ts';
import type { Resources } from './grants.ts';
import { ServiceFunction } from './service-function.ts';
import type { Issuer } from '../outside-issuer.ts';

/** The pages and what they are made of. Everything that they show about anybody comes from the API, with a token. */
const paths = ['/', '/callback', '/assets/{file}', '/favicon.ico', '/robots.txt'] as const;

/** HEAD asks for the headers of the same answer, as curl -I and link checkers do; API Gateway matches it by itself only. */
const methods = [HttpMethod.GET, HttpMethod.HEAD] as const;

const timeout = 10;

/** Serves the pages on the API's own address, to anybody: who signs in is the issuer's business. */
export const addConsole = (stack: Stack, api: HttpApi, issuer: Issuer, resources: Resources): void => {
  const target = new ServiceFunction(stack, 'Console', { folder: 'console/serve', uses: [], resources, timeout });
  target.addEnvironment('ISSUER', issuer.issuer);
  target.addEnvironment('CLIENT_ID', issuer.clientId);
  target.addEnvironment('SCOPE', issuer.scope);
  target.addEnvironment('SIGN_IN_URL', issuer.signInUrl);
  const integration = new FunctionIntegration('ConsoleIntegration', target);
  for (const path of paths) {
    const added = api.addRoutes({
      path,
      methods: [...methods],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const method of methods) {
      target.addPermission(`${method} ${path}`.replaceAll('/', '-'), {
        principal: new ServicePrincipal('apigateway.amazonaws.com'),
        sourceArn: api.arnForExecuteApi(method, path),
      });
    }
    const reason =
      'The page on which people sign in: the same bytes for everybody, from a function that may reach nothing.';
    for (const route of added) accept(route, 'AwsSolutions-APIG4', reason);
  }
};
