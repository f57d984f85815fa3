import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { buildSync } from 'esbuild';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/** A small application of two stacks with one of everything that the runtime gives a life. */
const [out = 'cdk.out'] = process.argv.slice(2);
const dist = `${out}.dist`;

buildSync({
  entryPoints: globSync(join(import.meta.dirname, 'functions/*/handler.ts')),
  outdir: dist,
  outbase: join(import.meta.dirname, 'functions'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});

const app = new App({ outdir: out });
const env = { region: 'ca-central-1' };

const data = new Stack(app, 'Data', { env });
const table = new Table(data, 'Items', { partitionKey: { name: 'id', type: AttributeType.STRING } });
const key = new Key(data, 'Key', { alias: 'alias/items' });

const service = new Stack(app, 'Service', { env });
const code = Code.fromAsset(dist);
const makeFunction = (
  id: string,
  folder: string,
  seconds: number,
  environment: Record<string, string> = {},
): LambdaFn =>
  new LambdaFn(service, id, {
    code,
    handler: `${folder}/handler.handler`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    timeout: Duration.seconds(seconds),
    environment: { TABLE: table.tableName, ...environment },
  });

const task = makeFunction('Task', 'task', 5);
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'ask',
  States: {
    ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: '${Task}',
        Payload: { id: '{% $states.input.id %}', token: '{% $states.context.Task.Token %}' },
      },
      Next: 'rest',
    },
    rest: { Type: 'Wait', Seconds: 86_400, End: true },
  },
};
const machine = new StateMachine(service, 'Machine', {
  definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
  definitionSubstitutions: { Task: task.functionArn },
});
const version = new CfnStateMachineVersion(service, 'Version', {
  stateMachineArn: machine.stateMachineArn,
  stateMachineRevisionId: machine.stateMachineRevisionId,
});
const live = new CfnStateMachineAlias(service, 'Live', {
  name: 'live',
  routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
});

const api = makeFunction('Api', 'api', 1, { MACHINE: live.attrArn, KEY: key.keyArn });
const sweep = makeFunction('Sweep', 'sweep', 5);
const status = makeFunction('Status', 'status', 5);

for (const each of [task, api, sweep, status]) table.grantReadWriteData(each);
task.grantInvoke(machine);
machine.grantStartExecution(api);

const pool = new UserPool(service, 'Pool');
const client = pool.addClient('Client');
const authorizer = new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, { jwtAudience: [client.userPoolClientId] });
const http = new HttpApi(service, 'Http');
const integration = new HttpLambdaIntegration('Integration', api);
for (const path of ['/open/{what}', '/open/{what}/{rest+}']) {
  http.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.POST], integration });
}
http.addRoutes({ path: '/items/{id}', methods: [HttpMethod.GET, HttpMethod.PUT], integration, authorizer });

new Schedule(service, 'Sweeping', {
  schedule: ScheduleExpression.rate(Duration.minutes(1)),
  target: new LambdaInvoke(sweep, { retryAttempts: 0 }),
});
new Rule(service, 'Ended', {
  eventPattern: {
    source: ['aws.states'],
    detailType: ['Step Functions Execution Status Change'],
    detail: { status: ['SUCCEEDED', 'FAILED'], stateMachineArn: [{ prefix: machine.stateMachineArn }] },
  },
  targets: [new LambdaFunction(status, { retryAttempts: 0 })],
});
new CfnOutput(service, 'TableName', { value: table.tableName });
new CfnOutput(service, 'LiveArn', { value: live.attrArn });
new CfnOutput(service, 'KeyId', { value: key.keyId });
new CfnOutput(service, 'ApiFunction', { value: api.functionName });
app.synth();
