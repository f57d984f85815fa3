import type { Credentials } from '../signatures/session-keys.ts';
import type { FunctionSpec } from './function-spec.ts';

/** What a function's environment holds beside what the template says of it. */
type Place = {
  readonly region: string;
  /** Of the function's role. */
  readonly credentials: Credentials;
  /** Where AWS is served. */
  readonly awsUrl: string;
};

/** Exactly what a function sees in `process.env`: its template's variables, those that Lambda sets, and where AWS is. */
export const environmentOf = (spec: FunctionSpec, { region, credentials, awsUrl }: Place): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_ENDPOINT_URL: awsUrl,
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySize),
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: spec.folder,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: spec.handler,
  ...spec.variables,
});
