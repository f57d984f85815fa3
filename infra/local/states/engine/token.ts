import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import { AwsError } from '../../aws/aws-error.ts';

const checksum = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 4);

/**
 * A task token says which thread of which execution waits for it, followed by 32 random bytes: it is found without a
 * table of tokens, and nobody guesses one.
 */
export const newToken = (execution: number, thread: number): string => {
  const head = Buffer.alloc(12);
  head.writeBigUInt64BE(BigInt(execution));
  head.writeUInt32BE(thread, 8);
  const body = Buffer.concat([head, randomBytes(32)]);
  return Buffer.concat([body, checksum(body)]).toString('base64url');
};

/** Whose token it is. @throws AwsError InvalidToken */
export const readToken = (token: string): { readonly execution: number; readonly thread: number } => {
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, 44);
  if (bytes.length !== 48 || bytes.toString('base64url') !== token || !checksum(body).equals(bytes.subarray(44))) {
    throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  }
  return { execution: Number(body.readBigUInt64BE()), thread: body.readUInt32BE(8) };
};

export const isSameToken = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
