import { SESv2Client } from '@aws-sdk/client-sesv2';
import { makeAwsClient } from './aws-client.ts';

/** A client of its own file: functions that never send mail do not carry it. It tries once, for longer: the outbox tries again. */
export const makeSesClient = (): SESv2Client => makeAwsClient(SESv2Client, { maxAttempts: 1, timeoutMs: 10_000 });
