import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpHead, HttpRequest } from '../http/request.ts';
import type { Authorization } from './authorization.ts';
import { incomplete, notSigned, otherScope, otherTime, wrongSignature } from './refusals.ts';
import type { Key } from './session-keys.ts';

/** How far the clocks of caller and service may be apart. */
const skewMs = 5 * 60_000;

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};

/** `20150830T123600Z`, the way signatures write a time. */
const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');

const timeOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** @throws AwsError when a request was signed too long ago, ahead of time, or for another day than its scope says */
const checkTime = (signedAt: number, day: string, now: number): void => {
  const [signed, current] = [basic(signedAt), basic(now)];
  if (signedAt < now - skewMs) {
    throw otherTime(`Signature expired: ${signed} is now earlier than ${basic(now - skewMs)} (${current} - 5 min.)`);
  }
  if (signedAt > now + skewMs) {
    throw otherTime(
      `Signature not yet current: ${signed} is still later than ${basic(now + skewMs)} (${current} + 5 min.)`,
    );
  }
  if (!signed.startsWith(day)) throw otherScope(`the day of the request, ${signed.slice(0, 8)}`);
};

/** What a signature must cover, so that nobody on the way can change what is asked. */
const mustBeSigned = (name: string): boolean => name === 'host' || name.startsWith('x-amz-');

const queryOf = (query: string): Record<string, string[]> => {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
};

/** The signature that the key makes of the same request. */
const signatureWith = async (
  { secretAccessKey, sessionToken }: Key,
  { accessKeyId, region, service, signedHeaders }: Authorization,
  { method, path, query, headers, body }: HttpRequest,
  signingDate: Date,
): Promise<string> => {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    region,
    service,
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: headers['host'] ?? '',
      path,
      query: queryOf(query),
      headers: Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? ''])),
      body,
    },
    { signingDate, signableHeaders: new Set(signedHeaders) },
  );
  return /Signature=(\w+)$/.exec(signed.headers['authorization'] ?? '')?.[1] ?? '';
};

/** @throws AwsError when a request says another digest of its body than that of the body that came */
const checkBody = ({ headers, body }: HttpRequest): void => {
  const said = headers['x-amz-content-sha256'];
  if (said !== undefined && !isSame(said, createHash('sha256').update(body).digest('hex'))) throw wrongSignature();
};

/**
 * Checks that a request is signed with a key, now and for this region.
 * @throws AwsError with AWS's own codes when it is not.
 */
export const verifySignature = async (
  request: HttpRequest,
  authorization: Authorization,
  key: Key,
  { region, now }: { readonly region: string; readonly now: number },
): Promise<void> => {
  const unsignedHeader = Object.keys(request.headers).find(
    (name) => mustBeSigned(name) && !authorization.signedHeaders.includes(name),
  );
  if (unsignedHeader !== undefined) throw notSigned(unsignedHeader);
  if (authorization.region !== region) throw otherScope(`a valid region, not '${authorization.region}'`);
  const signedAt = timeOf(request.headers['x-amz-date'] ?? '');
  if (Number.isNaN(signedAt)) throw incomplete();
  checkTime(signedAt, authorization.day, now);
  checkBody(request);
  const expected = await signatureWith(key, authorization, request, new Date(signedAt));
  if (!isSame(expected, authorization.signature)) throw wrongSignature();
};

/** Whether a request brings the token of a temporary key, or none where the key has none. */
export const bringsToken = ({ headers }: HttpHead, { sessionToken }: Key): boolean => {
  const brought = headers['x-amz-security-token'];
  return sessionToken === undefined ? brought === undefined : isSame(brought ?? '', sessionToken);
};
