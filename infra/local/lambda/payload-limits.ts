import { AwsError } from '../aws/aws-error.ts';
import { failed, type Outcome } from './invocation.ts';

/*
 * What Lambda takes and gives at most, with its own words:
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxRequestBytes = 6 * 1024 * 1024;
const maxEventBytes = 1024 * 1024;
const maxAnswerBytes = 6_291_556;

/** The longest that a character of a text becomes in JSON, in bytes: `\u0000`. */
const widestBytes = 6;

/** The bytes that a value takes in JSON at most, without writing it; it stops counting beyond `enough`. */
const atMostBytes = (value: unknown, enough: number): number => {
  if (typeof value === 'string') return value.length * widestBytes + 2;
  if (typeof value !== 'object' || value === null) return 32;
  if ('toJSON' in value) return enough + 1;
  let bytes = 2;
  for (const [name, member] of Object.entries(value)) {
    bytes += name.length * widestBytes + 4 + atMostBytes(member, enough);
    if (bytes > enough) break;
  }
  return bytes;
};

/** How many bytes a value takes in JSON, where that may be more than `most`; most values are far from it and not written. */
const bytesBeyond = (value: unknown, most: number): number | undefined => {
  if (atMostBytes(value, most) <= most) return undefined;
  // JSON.stringify gives undefined for what has no JSON, whatever its type says.
  const json = JSON.stringify(value) as string | undefined;
  const bytes = Buffer.byteLength(json ?? 'null');
  return bytes > most ? bytes : undefined;
};

/** @throws AwsError as Lambda refuses a request that is too large to be waited for */
export const checkRequest = (event: unknown): void => {
  if (bytesBeyond(event, maxRequestBytes) === undefined) return;
  throw new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${maxRequestBytes} bytes for the InvokeFunction operation`,
    { status: 413 },
  );
};

/** @throws AwsError as Lambda refuses an event that is too large to be kept */
export const checkEvent = (event: unknown): void => {
  const bytes = bytesBeyond(event, maxEventBytes);
  if (bytes === undefined) return;
  throw new AwsError(
    'RequestEntityTooLargeException',
    `${bytes} byte payload is too large for the Event invocation type (limit ${maxEventBytes} bytes)`,
    { status: 413 },
  );
};

/** An outcome as it comes back: what is too large becomes a failure of the function. */
export const checkedOutcome = (outcome: Outcome): Outcome => {
  const bytes = outcome.ok ? bytesBeyond(outcome.value, maxAnswerBytes) : undefined;
  if (bytes === undefined) return outcome;
  const message = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${maxAnswerBytes} bytes).`;
  return failed(Object.assign(new Error(message), { name: 'Function.ResponseSizeTooLarge', stack: '' }));
};
