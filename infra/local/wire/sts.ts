import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../aws/dispatch.ts';

/** GetCallerIdentity in the query protocol, which clients ask to see that credentials work. */
export const sts =
  (account: string): Endpoint =>
  ({ method, path, headers, body }) => {
    const isQuery = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    if (method !== 'POST' || path !== '/' || !isQuery) return undefined;
    if (new URLSearchParams(body).get('Action') !== 'GetCallerIdentity') return undefined;
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body:
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>arn:aws:iam::${account}:root</Arn><UserId>${account}</UserId><Account>${account}</Account>` +
        `</GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>` +
        '</GetCallerIdentityResponse>',
    });
  };
