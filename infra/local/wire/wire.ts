import { crc32 } from 'node:zlib';
import { AwsError } from '../aws/aws-error.ts';
import { answerError, type AwsAnswer, type Dispatch } from '../aws/dispatch.ts';
import type { HttpAnswer, HttpHead, IncomingRequest } from '../http/request.ts';
import type { WhoSigns } from '../signatures/who-signs.ts';
import { refuseSignature } from './refuse.ts';

/** Bytes of a request, as DynamoDB allows. */
export const maxWireBodyBytes = 16 * 1024 * 1024;

/** The answer to more. */
export const wireTooLarge: HttpAnswer = answerError(
  new AwsError('RequestEntityTooLargeException', 'The request is larger than 16 MB', { status: 413 }),
);

/** DynamoDB's clients check every answer against this header. */
const checksum = (request: HttpHead, answer: AwsAnswer): Record<string, string> =>
  request.headers['x-amz-target']?.startsWith('DynamoDB_') === true
    ? { 'x-amz-crc32': String(crc32(answer.body)) }
    : {};

/** The AWS protocol for clients outside the process, each request in the name of who signs it. */
export const makeWire = (
  dispatch: Dispatch,
  whoSigns: WhoSigns,
): ((request: IncomingRequest) => Promise<HttpAnswer>) => {
  const answerTo = async (request: IncomingRequest): Promise<AwsAnswer> => {
    const { method, path, headers } = request;
    try {
      const caller = await whoSigns(request);
      const { body } = await request.receive();
      return await dispatch.answer({ method, path, headers, body: body.toString('utf8'), caller });
    } catch (error) {
      if (error instanceof AwsError) return refuseSignature(request, error);
      throw error;
    }
  };

  return async (request) => {
    const answer = await answerTo(request);
    return { ...answer, headers: { ...answer.headers, ...checksum(request, answer) } };
  };
};
