import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import { answerError, type AwsAnswer, type AwsRequest } from '../aws/dispatch.ts';
import type { HttpHead } from '../http/request.ts';

/** Names of errors where the query protocol has its own: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const queryCodes: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const inXml = ({ code, message }: AwsError): AwsAnswer => ({
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body:
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
    `<Code>${queryCodes[code] ?? code}</Code><Message>${escaped(message)}</Message></Error>` +
    `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});

/** Whether a request is in the query protocol, whose answers are XML. */
export const isQuery = ({ headers }: Pick<AwsRequest, 'headers'>): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

/** The answer to a request whose signature is not accepted, as each protocol has it. */
export const refuseSignature = (request: HttpHead, error: AwsError): AwsAnswer => {
  if (isQuery(request)) return inXml(error);
  const status = request.headers['x-amz-target'] === undefined ? 403 : 400;
  return answerError(new AwsError(error.code, error.message, { status }));
};
