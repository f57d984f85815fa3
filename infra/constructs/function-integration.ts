import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';

/** Leads routes to a function, and leaves it to each route to be allowed: CDK allows a path under all of its methods. */
export class FunctionIntegration extends HttpLambdaIntegration {
  protected override completeBind(): void {}
}
