import { createHash } from 'node:crypto';

/** What `Ref` and `Fn::GetAtt` of one resource give. */
export type Identity = {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** What an identity may be made from. */
export type Named = {
  readonly stack: string;
  readonly logicalId: string;
  readonly region: string;
  readonly account: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where the local HTTP API answers. */
  readonly apiUrl: string;
  /** The number of a revision among the published versions of a state machine; the same at every start. */
  readonly versionOf: (stateMachineArn: string, revision: string) => number;
};

type Identify = (named: Named) => Identity;

/** Stable across starts, and apart for every resource of every stack. */
const digest = ({ stack, logicalId }: Named): string =>
  createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');

/** Lower-case hexadecimal of what a revision depends on. */
const revisionOf = ({ properties }: Named): string =>
  createHash('sha256')
    .update(
      JSON.stringify([properties['DefinitionString'], properties['DefinitionSubstitutions'], properties['RoleArn']]),
    )
    .digest('hex')
    .slice(0, 32);

const given = (named: Named, property: string): string | undefined => {
  const value = named.properties[property];
  return typeof value === 'string' ? value : undefined;
};

/** The name that the template gives, or one made of stack and logical id, as CloudFormation does. */
const nameOf = (named: Named, property: string, longest = 64): string =>
  given(named, property) ?? `${`${named.stack}-${named.logicalId}`.slice(0, longest - 9)}-${digest(named).slice(0, 8)}`;

const arn = ({ region, account }: Named, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const named =
  (property: string, service: string, resource: (name: string) => string, longest?: number): Identify =>
  (subject) => {
    const name = nameOf(subject, property, longest);
    return { ref: name, attributes: { Arn: arn(subject, service, resource(name)), Name: name } };
  };

const global =
  (property: string, resource: string): Identify =>
  (subject) => {
    const name = nameOf(subject, property);
    return {
      ref: name,
      attributes: { Arn: `arn:aws:iam::${subject.account}:${resource}/${name}`, RoleId: digest(subject).slice(0, 20) },
    };
  };

const opaque =
  (attribute: string, length: number): Identify =>
  (subject) => {
    const id = digest(subject).slice(0, length);
    return { ref: id, attributes: { [attribute]: id } };
  };

const stateMachine: Identify = (subject) => {
  const name = nameOf(subject, 'StateMachineName', 80);
  const machine = arn(subject, 'states', `stateMachine:${name}`);
  return { ref: machine, attributes: { Arn: machine, Name: name, StateMachineRevisionId: revisionOf(subject) } };
};

const stateMachineVersion: Identify = (subject) => {
  const machine = given(subject, 'StateMachineArn') ?? '';
  const revision = given(subject, 'StateMachineRevisionId') ?? 'only';
  const version = `${machine}:${subject.versionOf(machine, revision)}`;
  return { ref: version, attributes: { Arn: version } };
};

const stateMachineAlias: Identify = (subject) => {
  const routes = subject.properties['RoutingConfiguration'] as readonly { StateMachineVersionArn: string }[];
  const machine = (routes[0]?.StateMachineVersionArn ?? '').replace(/:\d+$/, '');
  const alias = `${machine}:${nameOf(subject, 'Name')}`;
  return { ref: alias, attributes: { Arn: alias } };
};

const key: Identify = (subject) => {
  const id = digest(subject).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return { ref: id, attributes: { Arn: arn(subject, 'kms', `key/${id}`), KeyId: id } };
};

const pool: Identify = (subject) => {
  const id = `${subject.region}_${digest(subject).slice(0, 9)}`;
  const name = `cognito-idp.${subject.region}.amazonaws.com/${id}`;
  return {
    ref: id,
    attributes: {
      Arn: arn(subject, 'cognito-idp', `userpool/${id}`),
      ProviderName: name,
      // Whoever asks for the issuer's address is told where it answers.
      ProviderURL: `${subject.apiUrl}/_local/oidc`,
      UserPoolId: id,
    },
  };
};

const parameter: Identify = (subject) => {
  const { ref, attributes } = named('Name', 'ssm', (name) => `parameter/${name.replace(/^\//, '')}`)(subject);
  const [value, type] = [given(subject, 'Value') ?? '', given(subject, 'Type') ?? 'String'];
  return { ref, attributes: { ...attributes, Value: value, Type: type } };
};

const api: Identify = (subject) => {
  const id = digest(subject).slice(0, 10);
  return { ref: id, attributes: { ApiId: id, ApiEndpoint: subject.apiUrl } };
};

const schedule: Identify = (subject) => {
  const group = given(subject, 'GroupName') ?? 'default';
  return named('Name', 'scheduler', (name) => `schedule/${group}/${name}`)(subject);
};

/** How each known type is referred to; a type that is not here is known by a name of its own. */
const identities: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': named('TableName', 'dynamodb', (name) => `table/${name}`),
  'AWS::StepFunctions::StateMachine': stateMachine,
  'AWS::StepFunctions::StateMachineVersion': stateMachineVersion,
  'AWS::StepFunctions::StateMachineAlias': stateMachineAlias,
  'AWS::Lambda::Function': named('FunctionName', 'lambda', (name) => `function:${name}`),
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Stage': (subject) => ({ ref: nameOf(subject, 'StageName'), attributes: {} }),
  'AWS::ApiGatewayV2::Route': opaque('RouteId', 7),
  'AWS::ApiGatewayV2::Integration': opaque('IntegrationId', 7),
  'AWS::ApiGatewayV2::Authorizer': opaque('AuthorizerId', 6),
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Scheduler::ScheduleGroup': named('Name', 'scheduler', (name) => `schedule-group/${name}`),
  'AWS::Events::Rule': named('Name', 'events', (name) => `rule/${name}`),
  'AWS::KMS::Key': key,
  'AWS::KMS::Alias': (subject) => ({ ref: nameOf(subject, 'AliasName'), attributes: {} }),
  'AWS::Cognito::UserPool': pool,
  'AWS::Cognito::UserPoolClient': opaque('ClientId', 26),
  'AWS::Cognito::UserPoolDomain': (subject) => ({ ref: nameOf(subject, 'Domain'), attributes: {} }),
  'AWS::Cognito::ManagedLoginBranding': opaque('ManagedLoginBrandingId', 36),
  'AWS::IAM::Role': global('RoleName', 'role'),
  'AWS::IAM::ManagedPolicy': (subject) => {
    const { attributes } = global('ManagedPolicyName', 'policy')(subject);
    return { ref: attributes['Arn'] ?? '', attributes: { PolicyArn: attributes['Arn'] ?? '' } };
  },
  'AWS::SES::EmailIdentity': named('EmailIdentity', 'ses', (name) => `identity/${name}`),
  'AWS::SES::ConfigurationSet': named('Name', 'ses', (name) => `configuration-set/${name}`),
  'AWS::SES::ConfigurationSetEventDestination': opaque('Id', 20),
  'AWS::Logs::LogGroup': named('LogGroupName', 'logs', (name) => `log-group:${name}:*`, 512),
  'AWS::SSM::Parameter': parameter,
  'AWS::CloudWatch::Alarm': named('AlarmName', 'cloudwatch', (name) => `alarm:${name}`),
};

/** The identity of a resource, its properties resolved. */
export const identify = (type: string, subject: Named): Identity =>
  identities[type]?.(subject) ?? { ref: nameOf(subject, 'Name'), attributes: {} };
