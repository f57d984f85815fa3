import { crc32 } from 'node:zlib';
import { AwsError } from '../aws/aws-error.ts';
import { answerError, type AwsAnswer, type Dispatch } from '../aws/dispatch.ts';
import type { HttpAnswer, HttpRequest } from '../http/request.ts';

/** Bytes of a request, as DynamoDB allows. */
export const wireBodyLimit = 16 * 1024 * 1024;

/** The answer to more. */
export const wireTooLarge: HttpAnswer = answerError(
  new AwsError('RequestEntityTooLargeException', 'The request is larger than 16 MB', { status: 413 }),
);

const unsigned = (): AwsAnswer =>
  answerError(
    new AwsError(
      'MissingAuthenticationTokenException',
      'Request must contain either a valid (registered) AWS access key ID or X.509 certificate.',
    ),
  );

/** DynamoDB's clients check every answer against this header. */
const checksum = (request: HttpRequest, answer: AwsAnswer): Record<string, string> =>
  request.headers['x-amz-target']?.startsWith('DynamoDB_') === true
    ? { 'x-amz-crc32': String(crc32(answer.body)) }
    : {};

/** The AWS protocol for clients outside the process. A signature is asked for, as AWS does, but not checked. */
export const makeWire =
  (dispatch: Dispatch) =>
  async (request: HttpRequest): Promise<HttpAnswer> => {
    const { method, path, headers } = request;
    const answer =
      headers['authorization'] === undefined
        ? unsigned()
        : await dispatch.answer({ method, path, headers, body: request.body.toString('utf8') });
    return { ...answer, headers: { ...answer.headers, ...checksum(request, answer) } };
  };
