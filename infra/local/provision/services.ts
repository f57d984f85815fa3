import type { AwsService } from '../aws/aws-service.ts';
import { makeDispatch, type Dispatch } from '../aws/dispatch.ts';
import { tellWrites } from '../aws/tell-writes.ts';
import { witnessed, type Witness } from '../aws/witness.ts';
import { makeDynamoDb } from '../dynamodb/dynamodb.ts';
import type { Functions } from '../lambda/functions.ts';
import { outsideInvoke } from '../lambda/outside-invoke.ts';
import { payloadInvoke } from '../lambda/payload-invoke.ts';
import type { Schedules } from '../scheduler/schedules.ts';
import { makeStates, type States } from '../states/states.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import { integrityRest } from '../sqlite/integrity.ts';
import { lambdaRest } from '../wire/lambda-rest.ts';
import { sesRest } from '../wire/ses-rest.ts';
import { sts } from '../wire/sts.ts';
import type { Data } from './data.ts';
import type { Events } from './events.ts';
import { provisionIam } from './iam.ts';
import { provisionKeys } from './keys.ts';
import { provisionMail } from './mail.ts';
import { provisionStateMachines } from './state-machines.ts';
import { tableSpec } from './tables.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly data: Data;
  readonly functions: Functions;
  readonly schedules: Schedules;
  readonly events: Events;
  readonly deliversMail: boolean;
  readonly region: string;
  readonly account: string;
  readonly indexDelay: number;
  readonly lambdaEndpoint: string | undefined;
  readonly witness: Witness | undefined;
  readonly onError: (error: unknown) => void;
  readonly log: (line: string) => void;
};

/** The AWS services of the runtime. */
export type Services = {
  /** What functions reach, each by the policies of its role. */
  readonly inside: Dispatch;
  /** What clients outside the process reach. */
  readonly outside: Dispatch;
  /** Makes the tables and state machines of the template. @throws RuntimeRefusal */
  readonly provision: () => Promise<void>;
  readonly states: States;
};

/**
 * Puts the services together: tables, state machines and keys.
 * @throws RuntimeRefusal when keys or policies have no local life.
 */
export const makeServices = (deps: Deps): Services => {
  const { template, data, functions, schedules, events, region, account, lambdaEndpoint, onError } = deps;
  const { file, turns, settings, clock, mailbox } = data;
  const shared = { db: file.db, turns, clock, region, account };
  const invoke = payloadInvoke(functions, lambdaEndpoint === undefined ? undefined : outsideInvoke(lambdaEndpoint));
  const dynamoDb = makeDynamoDb({ ...shared, indexDelay: deps.indexDelay, noteErased: file.noteErased });
  const states = makeStates({ ...shared, invoke, onStatusChange: events.onStatusChange });
  const kms = provisionKeys({ template, settings, folder: file.folder, account });
  const ses = provisionMail({
    template,
    mailbox,
    delivers: deps.deliversMail,
    emit: events.emit,
    now: clock.now,
    region,
    account,
  });
  const guard = provisionIam({ template, region, account, log: deps.log });
  const { witness } = deps;
  const watched = (service: AwsService): AwsService => (witness ? witnessed(service, witness.called) : service);
  const mail = watched(guard.service(ses));
  const services = [
    tellWrites(guard.service(dynamoDb), schedules.touched),
    guard.service(states),
    guard.service(kms),
  ].map(watched);
  const surroundings = { onError, durable: data.durable, diskRefusal: data.watch.note };
  const rest = [lambdaRest({ functions, guard }), sesRest(mail), sts(account), integrityRest(file.db)];
  return {
    inside: makeDispatch(services, [sesRest(mail)], surroundings),
    outside: makeDispatch(services, rest, surroundings),
    provision: async () => {
      for (const table of template.ofType('AWS::DynamoDB::Table')) await dynamoDb.ensureTable(tableSpec(table));
      await provisionStateMachines(template, states);
    },
    states,
  };
};
