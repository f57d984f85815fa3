import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpStage, LogGroupLogDestination, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * What is written of each request. Neither path, address nor account: who looked at which case when is for the audit
 * chain, and an hour with an organisation can be a name. API Gateway puts values into the format as they are, so these are
 * only such as need no escaping: `error.messageString` comes in quotes of its own, and what an authorizer or a function says
 * of an error may hold some.
 */
const logged = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationLatency: '$context.integrationLatency',
  errorType: '$context.error.responseType',
  error: '$context.error.message',
};

/**
 * The stage that serves the API: logged, and throttled well below what the account's functions can take.
 *
 * @param detailedMetrics measures each route by itself: six metrics a route, each paid like a custom metric. The API as a whole is
 * measured in any case
 */
export const addDefaultStage = (api: HttpApi, detailedMetrics: boolean): HttpStage => {
  const destination = new LogGroup(api, 'Access', {
    logGroupName: '/aws/vendedlogs/apigateway/parcours',
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new HttpStage(api, 'DefaultStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // Requests a second, steady and at most at once; more is answered 429, which clients repeat.
    throttle: { rateLimit: 200, burstLimit: 400 },
    detailedMetricsEnabled: detailedMetrics,
    accessLogSettings: {
      destination: new LogGroupLogDestination(destination),
      format: AccessLogFormat.custom(JSON.stringify(logged)),
    },
  });
};
