/** How much of a resource exists on one machine: it works, it is a value that others refer to, or it does nothing. */
type Life = { readonly is: 'simulated' | 'value' | 'nothing'; readonly words: string };
const simulated = (words: string): Life => ({ is: 'simulated', words });
const value = (words: string): Life => ({ is: 'value', words });
const nothing = (words: string): Life => ({ is: 'nothing', words });

/** What the runtime does with one resource type of a template. */
export type KnownType = {
  readonly life: Life;
  /** Properties that change what the runtime does; a dotted path names a member of a property. */
  readonly honoured: readonly string[];
  /** Properties that are accepted and change nothing here. */
  readonly accepted: readonly string[];
  /** Where only some values of a property have a local life. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
};

/**
 * Every resource type and property with a local life. What is not here stops the runtime, so that cloud and machine
 * cannot drift apart silently; `docs/generated/resource-types.md` is generated from this table.
 */
export const knownTypes: Readonly<Record<string, KnownType>> = {
  'AWS::DynamoDB::Table': {
    life: simulated('a table in the data file'),
    honoured: ['TableName', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'TimeToLiveSpecification'],
    accepted: [
      'BillingMode',
      'ContributorInsightsSpecification',
      'DeletionProtectionEnabled',
      'OnDemandThroughput',
      'PointInTimeRecoverySpecification',
      'ProvisionedThroughput',
      'SSESpecification',
      'TableClass',
      'Tags',
      'WarmThroughput',
    ],
  },
  'AWS::StepFunctions::StateMachine': {
    life: simulated('a state machine of the local engine'),
    honoured: ['DefinitionString', 'DefinitionSubstitutions', 'StateMachineName', 'StateMachineType', 'RoleArn'],
    accepted: ['LoggingConfiguration', 'TracingConfiguration', 'EncryptionConfiguration', 'Tags'],
    only: { StateMachineType: ['STANDARD'] },
  },
  'AWS::StepFunctions::StateMachineVersion': {
    life: simulated('a version of a local state machine'),
    honoured: ['StateMachineArn', 'StateMachineRevisionId', 'Description'],
    accepted: [],
  },
  'AWS::StepFunctions::StateMachineAlias': {
    life: simulated('an alias of a local state machine, weights included'),
    honoured: ['Name', 'RoutingConfiguration', 'Description'],
    accepted: ['DeploymentPreference'],
  },
  'AWS::Lambda::Function': {
    life: simulated('the built handler, in process'),
    honoured: ['FunctionName', 'Code.S3Key', 'Handler', 'Environment', 'MemorySize', 'Role', 'Runtime', 'Timeout'],
    accepted: [
      'Architectures',
      'Code.S3Bucket',
      'Description',
      'EphemeralStorage',
      'LoggingConfig',
      'RecursiveLoop',
      'ReservedConcurrentExecutions',
      'RuntimeManagementConfig',
      'Tags',
      'TracingConfig',
    ],
    only: { Runtime: ['nodejs24.x'] },
  },
  'AWS::Lambda::Permission': {
    life: simulated('asked for at the start: routes and rules may invoke only what permits them'),
    honoured: ['FunctionName', 'Principal', 'SourceArn'],
    accepted: ['Action', 'SourceAccount'],
  },
  'AWS::Lambda::EventInvokeConfig': {
    life: simulated('retries of asynchronous invocations'),
    honoured: ['FunctionName', 'MaximumRetryAttempts'],
    accepted: ['MaximumEventAgeInSeconds', 'Qualifier'],
  },
  'AWS::ApiGatewayV2::Api': {
    life: simulated('an HTTP server'),
    honoured: ['CorsConfiguration', 'ProtocolType'],
    accepted: ['Description', 'DisableExecuteApiEndpoint', 'Name', 'Tags'],
    only: { ProtocolType: ['HTTP'] },
  },
  'AWS::ApiGatewayV2::Stage': {
    life: simulated('the root of the HTTP server'),
    honoured: ['ApiId', 'StageName', 'StageVariables'],
    accepted: ['AccessLogSettings', 'AutoDeploy', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'Tags'],
    only: { StageName: ['$default'] },
  },
  'AWS::ApiGatewayV2::Route': {
    life: simulated('a route of the HTTP server'),
    honoured: ['ApiId', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId', 'RouteKey', 'Target'],
    accepted: ['OperationName'],
    only: { AuthorizationType: ['NONE', 'JWT'] },
  },
  'AWS::ApiGatewayV2::Integration': {
    life: simulated('the function that a route invokes'),
    honoured: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    accepted: ['Description', 'IntegrationMethod'],
    only: { IntegrationType: ['AWS_PROXY'], PayloadFormatVersion: ['2.0'] },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    life: simulated("verifies tokens; a pool of the template stands for the runtime's own issuer"),
    honoured: ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration'],
    accepted: ['Name'],
    only: { AuthorizerType: ['JWT'], IdentitySource: ['$request.header.Authorization'] },
  },
  'AWS::Scheduler::Schedule': {
    life: simulated('fires on the moving clock: rate(…), and cron(…) without L, W and #'),
    honoured: [
      'GroupName',
      'Name',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'State',
      'Target.Arn',
      'Target.Input',
      'Target.RoleArn',
    ],
    accepted: ['Description', 'FlexibleTimeWindow', 'KmsKeyArn', 'Target.RetryPolicy'],
  },
  'AWS::Scheduler::ScheduleGroup': { life: value('a name'), honoured: ['Name'], accepted: ['Tags'] },
  'AWS::Events::Rule': {
    life: simulated('invokes its functions with the events that match'),
    honoured: ['EventPattern', 'Name', 'State', 'Targets.Arn', 'Targets.Id'],
    accepted: ['Description', 'Targets.RetryPolicy', 'Tags'],
  },
  'AWS::SES::EmailIdentity': {
    life: simulated('an address, or a domain, from which mail may be sent; taken as verified'),
    honoured: ['EmailIdentity'],
    accepted: [
      'ConfigurationSetAttributes',
      'DkimAttributes',
      'DkimSigningAttributes',
      'FeedbackAttributes',
      'MailFromAttributes',
      'Tags',
    ],
  },
  'AWS::SES::ConfigurationSet': {
    life: simulated('what becomes of mail is published through it'),
    honoured: ['Name'],
    accepted: [
      'DeliveryOptions',
      'ReputationOptions',
      'SendingOptions',
      'SuppressionOptions',
      'Tags',
      'TrackingOptions',
      'VdmOptions',
    ],
  },
  'AWS::SES::ConfigurationSetEventDestination': {
    life: simulated('deliveries, bounces and complaints on the default event bus'),
    honoured: [
      'ConfigurationSetName',
      'EventDestination.Enabled',
      'EventDestination.EventBridgeDestination',
      'EventDestination.MatchingEventTypes',
      'EventDestination.Name',
    ],
    accepted: [],
  },
  'AWS::KMS::Key': {
    life: simulated('key material in keys.json beside the data'),
    honoured: ['KeySpec', 'KeyUsage', 'Description'],
    accepted: ['EnableKeyRotation', 'Enabled', 'KeyPolicy', 'PendingWindowInDays', 'RotationPeriodInDays', 'Tags'],
    only: { KeySpec: ['SYMMETRIC_DEFAULT', 'HMAC_256'], KeyUsage: ['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC'] },
  },
  'AWS::KMS::Alias': { life: value('another name of a key'), honoured: ['AliasName', 'TargetKeyId'], accepted: [] },
  'AWS::Cognito::UserPool': {
    life: simulated("the runtime's own OIDC issuer with demo users"),
    honoured: [],
    accepted: [
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AutoVerifiedAttributes',
      'DeletionProtection',
      'DeviceConfiguration',
      'EmailConfiguration',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'EnabledMfas',
      'MfaConfiguration',
      'Policies',
      'Schema',
      'SmsVerificationMessage',
      'UserAttributeUpdateSettings',
      'UserPoolAddOns',
      'UserPoolName',
      'UserPoolTags',
      'UserPoolTier',
      'UsernameAttributes',
      'UsernameConfiguration',
      'VerificationMessageTemplate',
      'WebAuthnRelyingPartyID',
      'WebAuthnUserVerification',
    ],
  },
  'AWS::Cognito::UserPoolClient': {
    life: simulated("the application that signs people in with the runtime's issuer, and the audience of its tokens"),
    honoured: ['CallbackURLs', 'LogoutURLs', 'UserPoolId'],
    accepted: [
      'AccessTokenValidity',
      'AllowedOAuthFlows',
      'AllowedOAuthFlowsUserPoolClient',
      'AllowedOAuthScopes',
      'AuthSessionValidity',
      'ClientName',
      'DefaultRedirectURI',
      'EnableTokenRevocation',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenRotation',
      'RefreshTokenValidity',
      'SupportedIdentityProviders',
      'TokenValidityUnits',
      'WriteAttributes',
    ],
  },
  'AWS::Cognito::UserPoolDomain': {
    life: value('a name'),
    honoured: ['Domain'],
    accepted: ['ManagedLoginVersion', 'UserPoolId'],
  },
  'AWS::Cognito::ManagedLoginBranding': {
    life: nothing("the runtime's sign-in page has its own look"),
    honoured: [],
    accepted: ['Assets', 'ClientId', 'ReturnMergedResources', 'Settings', 'UseCognitoProvidedValues', 'UserPoolId'],
  },
  'AWS::IAM::Role': {
    life: simulated('who calls; its policies decide what is served'),
    honoured: ['ManagedPolicyArns', 'Policies', 'RoleName'],
    accepted: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'Tags'],
  },
  'AWS::IAM::Policy': {
    life: simulated('evaluated: allow, deny, actions and resources with wildcards; no conditions'),
    honoured: ['PolicyDocument', 'PolicyName', 'Roles'],
    accepted: [],
  },
  'AWS::IAM::ManagedPolicy': {
    life: simulated('evaluated as a policy'),
    honoured: ['ManagedPolicyName', 'PolicyDocument', 'Roles'],
    accepted: ['Description', 'Path'],
  },
  'AWS::Logs::LogGroup': {
    life: value('a name: logs go to standard output'),
    honoured: ['LogGroupName'],
    accepted: ['DeletionProtectionEnabled', 'KmsKeyId', 'LogGroupClass', 'RetentionInDays', 'Tags'],
  },
  'AWS::Logs::ResourcePolicy': {
    life: nothing('does nothing on one machine'),
    honoured: ['PolicyName'],
    accepted: ['PolicyDocument'],
  },
  'AWS::SSM::Parameter': {
    life: value('a value for the template'),
    honoured: ['Name', 'Type', 'Value'],
    accepted: ['AllowedPattern', 'DataType', 'Description', 'Tags', 'Tier'],
  },
  'AWS::CloudWatch::Alarm': {
    life: nothing('nothing watches on one machine'),
    honoured: ['AlarmName'],
    accepted: [
      'ActionsEnabled',
      'AlarmActions',
      'AlarmDescription',
      'ComparisonOperator',
      'DatapointsToAlarm',
      'Dimensions',
      'EvaluationPeriods',
      'ExtendedStatistic',
      'InsufficientDataActions',
      'MetricName',
      'Metrics',
      'Namespace',
      'OKActions',
      'Period',
      'Statistic',
      'Tags',
      'Threshold',
      'TreatMissingData',
      'Unit',
    ],
  },
  'AWS::CloudWatch::Dashboard': {
    life: nothing('does nothing on one machine'),
    honoured: ['DashboardName'],
    accepted: ['DashboardBody'],
  },
  'AWS::CDK::Metadata': { life: nothing('does nothing on one machine'), honoured: [], accepted: ['Analytics'] },
};
