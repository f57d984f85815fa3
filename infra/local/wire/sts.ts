import { randomUUID } from 'node:crypto';
import { sessionArnOf, type Caller } from '../aws/caller.ts';
import type { Endpoint } from '../aws/dispatch.ts';
import { isQuery } from './refuse.ts';

const identityOf = (account: string, caller: Caller | undefined): { readonly arn: string; readonly id: string } =>
  caller
    ? { arn: sessionArnOf(caller), id: `AROALOCAL:${caller.functionName}` }
    : { arn: `arn:aws:iam::${account}:root`, id: account };

/** GetCallerIdentity in the query protocol, which clients ask to see that credentials work. */
export const sts =
  (account: string): Endpoint =>
  ({ method, path, headers, body, caller }) => {
    if (method !== 'POST' || path !== '/' || !isQuery({ headers })) return undefined;
    if (new URLSearchParams(body).get('Action') !== 'GetCallerIdentity') return undefined;
    const { arn, id } = identityOf(account, caller);
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body:
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>${arn}</Arn><UserId>${id}</UserId><Account>${account}</Account>` +
        `</GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>` +
        '</GetCallerIdentityResponse>',
    });
  };
