import { keyIdIn } from '../kms/envelope.ts';
import type { Need } from './statement.ts';

type Input = Readonly<Record<string, unknown>>;

/** What turns names of a request into ARNs. */
export type ArnContext = {
  readonly region: string;
  readonly account: string;
  /** ARN of a key by id, ARN or alias; undefined when there is none. */
  readonly keyArn: (name: string) => string | undefined;
  /** ARN of the customer's own key that a table is encrypted with, by the table's ARN. */
  readonly tableKeyArn: (tableArn: string) => string | undefined;
  /** ARN of the mail identity that an address belongs to. */
  readonly mailIdentityArn: (address: string) => string | undefined;
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

/** Calls about a table as a whole, which touch nothing that is encrypted. */
const isAboutTable = (operation: string): boolean => /Table|TimeToLive|Tag|Backups|Limits/.test(operation);

type CallOnTable = readonly [action: string, table: unknown];

/** Each kind of action on each table, once. */
const callsInTransaction = (items: readonly Input[]): readonly CallOnTable[] => {
  const calls = new Map<string, CallOnTable>();
  for (const [kind, part] of items.flatMap((item) => Object.entries(item))) {
    const table = (part as Input)['TableName'];
    calls.set(`${kind} ${String(table)}`, [transactionActions[kind] ?? kind, table]);
  }
  return [...calls.values()];
};

const callsOnTables = (operation: string, input: Input): readonly CallOnTable[] => {
  if (operation.startsWith('Transact')) return callsInTransaction(entries(input['TransactItems']));
  if (operation.startsWith('Batch')) return Object.keys(input['RequestItems'] ?? {}).map((table) => [operation, table]);
  return [[operation, input['TableName']]];
};

/**
 * The call itself, and the key of the table: DynamoDB unwraps it in the name of the caller,
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
const dynamoDbNeeds = (operation: string, input: Input, context: ArnContext): readonly Need[] => {
  const { region, account, tableKeyArn } = context;
  const index = text(input['IndexName']);
  return callsOnTables(operation, input).flatMap(([action, table]) => {
    const name = text(table) ?? '*';
    const arn = name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
    const call = { action: `dynamodb:${action}`, resource: index === undefined ? arn : `${arn}/index/${index}` };
    const key = isAboutTable(operation) ? undefined : tableKeyArn(arn);
    return key === undefined ? [call] : [call, { action: 'kms:Decrypt', resource: key }];
  });
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

/** Without a key id, the ciphertext names its key. */
const kmsNeeds = (operation: string, input: Input, { keyArn }: ArnContext): readonly Need[] => {
  const key = text(input['KeyId']) ?? keyIdIn(Buffer.from(text(input['CiphertextBlob']) ?? '', 'base64'));
  return [{ action: `kms:${operation}`, resource: keyArn(key) ?? key }];
};

/** Sending is allowed on the identity and on the configuration set: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
const sesNeeds = (operation: string, input: Input, context: ArnContext): readonly Need[] => {
  const { region, account, mailIdentityArn } = context;
  const action = `ses:${operation}`;
  const from = text(input['FromEmailAddress']) ?? '';
  const set = text(input['ConfigurationSetName']);
  const identity = mailIdentityArn(from) ?? `arn:aws:ses:${region}:${account}:identity/${from}`;
  const sets = set === undefined ? [] : [`arn:aws:ses:${region}:${account}:configuration-set/${set}`];
  return [identity, ...sets].map((resource) => ({ action, resource }));
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
    case 'SimpleEmailService_v2':
      return sesNeeds(operation, input, context);
    default:
      return [];
  }
};
