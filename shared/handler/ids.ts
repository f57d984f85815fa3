import { randomInt, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { Ids } from '../cases/ports.ts';

const readable = '23456789ABCDEFGHJKMNPQRSTVWXYZ'; // no 0/O, 1/I/L, U

export const makeIds = (): Ids => ({
  opaque: () => randomUUID(),
  sortable: (now) => ulid(Date.parse(now)),
  reference: () => Array.from({ length: 6 }, () => readable.charAt(randomInt(readable.length))).join(''),
});
