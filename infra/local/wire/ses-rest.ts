import { randomUUID } from 'node:crypto';
import type { AwsService } from '../aws/aws-service.ts';
import { inputIn, type AwsAnswer, type Endpoint } from '../aws/dispatch.ts';

const answer = (output: object): AwsAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(output),
});

/** SES's own REST operation SendEmail. */
export const sesRest =
  ({ operations: { SendEmail: sendEmail } }: AwsService): Endpoint =>
  ({ method, path, body, caller }) =>
    sendEmail && method === 'POST' && path === '/v2/email/outbound-emails'
      ? Promise.resolve(body)
          .then((text) => sendEmail(inputIn(text), caller))
          .then(answer)
      : undefined;
