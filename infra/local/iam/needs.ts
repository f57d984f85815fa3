import type { Need } from './statement.ts';

type Input = Readonly<Record<string, unknown>>;

/** What turns names of a request into ARNs. */
export type ArnContext = {
  readonly region: string;
  readonly account: string;
  /** ARN of a key by id, ARN or alias; undefined when there is none. */
  readonly keyArn: (name: string) => string | undefined;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const entries = (value: unknown): readonly Input[] => (Array.isArray(value) ? (value as readonly Input[]) : []);

/** A transaction is authorised by what is in it. */
const transactionActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const dynamoDbNeeds = (operation: string, input: Input, { region, account }: ArnContext): readonly Need[] => {
  const arn = (table: string): string =>
    table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${account}:table/${table}`;
  const need = (name: string, table: unknown, index?: unknown): Need => {
    const resource = arn(text(table) ?? '*');
    return {
      action: `dynamodb:${name}`,
      resource: typeof index === 'string' ? `${resource}/index/${index}` : resource,
    };
  };
  if (operation.startsWith('Transact')) {
    return entries(input['TransactItems']).flatMap((item) =>
      Object.entries(item).map(([kind, part]) => need(transactionActions[kind] ?? kind, (part as Input)['TableName'])),
    );
  }
  if (operation.startsWith('Batch')) {
    return Object.keys(input['RequestItems'] ?? {}).map((table) => need(operation, table));
  }
  return [need(operation, input['TableName'], input['IndexName'])];
};

/** A version or an alias is authorised by its machine's ARN: https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html */
const unqualified = (arn: string): string => arn.replace(/^((?:[^:]*:){6}[^:]*):.*$/, '$1');

const statesNeeds = (operation: string, input: Input): readonly Need[] => {
  const action = `states:${operation}`;
  const machine = text(input['stateMachineArn']) ?? text(input['stateMachineAliasArn']);
  if (machine !== undefined) return [{ action, resource: unqualified(machine) }];
  // The resource of a task token is known to the engine alone.
  if (operation.startsWith('SendTask')) return [{ action, resource: undefined }];
  return [{ action, resource: text(input['executionArn']) ?? '*' }];
};

const kmsNeeds = (operation: string, input: Input, { keyArn }: ArnContext): readonly Need[] => {
  const key = text(input['KeyId']);
  // Without a key id, the ciphertext names it.
  return [{ action: `kms:${operation}`, resource: key === undefined ? undefined : (keyArn(key) ?? key) }];
};

/** What a role must be allowed for a request to be served; nothing for services that have no roles here. */
export const needsOf = (target: string, operation: string, input: Input, context: ArnContext): readonly Need[] => {
  switch (target) {
    case 'DynamoDB_20120810':
      return dynamoDbNeeds(operation, input, context);
    case 'AWSStepFunctions':
      return statesNeeds(operation, input);
    case 'TrentService':
      return kmsNeeds(operation, input, context);
    default:
      return [];
  }
};
