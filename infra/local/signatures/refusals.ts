import { AwsError } from '../aws/aws-error.ts';

// Codes and words as https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html and
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html have them.

export const unsigned = (): AwsError =>
  new AwsError(
    'MissingAuthenticationTokenException',
    'Request must contain either a valid (registered) AWS access key ID or X.509 certificate.',
  );

export const incomplete = (): AwsError =>
  new AwsError(
    'IncompleteSignatureException',
    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters, and existence of a 'X-Amz-Date' header.",
  );

export const unknownKey = (): AwsError =>
  new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');

export const expired = (): AwsError =>
  new AwsError('ExpiredTokenException', 'The security token included in the request is expired');

export const notSigned = (header: string): AwsError =>
  new AwsError('InvalidSignatureException', `The header '${header}' of the request is not signed`);

export const otherScope = (what: string): AwsError =>
  new AwsError('InvalidSignatureException', `Credential should be scoped to ${what}.`);

export const otherTime = (message: string): AwsError => new AwsError('InvalidSignatureException', message);

export const wrongSignature = (): AwsError =>
  new AwsError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
