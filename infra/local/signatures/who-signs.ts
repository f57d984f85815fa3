import type { Caller } from '../aws/caller.ts';
import type { IncomingRequest } from '../http/request.ts';
import { parseAuthorization } from './authorization.ts';
import { expired, incomplete, unknownKey, unsigned } from './refusals.ts';
import type { Key } from './session-keys.ts';
import { bringsToken, verifySignature } from './verify.ts';

/** In whose name a request is made: a function's, or nobody's and it may do all. @throws AwsError */
export type WhoSigns = (request: IncomingRequest) => Promise<Caller | undefined>;

type Deps = {
  readonly region: string;
  readonly find: (accessKeyId: string) => Key | undefined;
  /** Whether requests with an access key are refused unless the key is known; others may do all, whatever their signature. */
  readonly mustBeKnown: (accessKeyId: string) => boolean;
  readonly now: () => number;
};

/** The credentials of a request → who calls. A known key's signature is always checked; no other body is read for it. */
export const makeWhoSigns =
  ({ region, find, mustBeKnown, now }: Deps): WhoSigns =>
  async (request) => {
    const header = request.headers['authorization'];
    if (header === undefined) throw unsigned();
    const authorization = parseAuthorization(header);
    const accessKeyId = authorization?.accessKeyId ?? '';
    const key = find(accessKeyId);
    if (!key && !mustBeKnown(accessKeyId)) return undefined;
    if (!authorization) throw incomplete();
    if (!key || !bringsToken(request, key)) throw unknownKey();
    if (key.expiresAt !== undefined && key.expiresAt <= now()) throw expired();
    await verifySignature(await request.receive(), authorization, key, { region, now: now() });
    return key.caller;
  };
