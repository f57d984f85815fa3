import { SFNClient } from '@aws-sdk/client-sfn';
import { clientDefaults } from './client-defaults.ts';

/** A client of its own file: functions that never call Step Functions do not carry it. */
export const makeSfnClient = (): SFNClient => new SFNClient(clientDefaults());
