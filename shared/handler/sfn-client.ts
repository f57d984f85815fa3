import { SFNClient } from '@aws-sdk/client-sfn';
import { makeAwsClient } from './aws-client.ts';

/** A client of its own file: functions that never call Step Functions do not carry it. */
export const makeSfnClient = (): SFNClient => makeAwsClient(SFNClient);
