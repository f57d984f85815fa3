import * as z from 'zod';
import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { receiptSchema, referralSchema } from '../schemas/referral.ts';
import { read } from './parts.ts';

/** Referrals: one way in. */
export const referralRoutes = {
  sendReferral: {
    method: 'POST',
    path: '/v1/referrals',
    resource: 'referrals',
    summary: text('Référer une personne', 'Refer a person'),
    action: 'referral:send',
    body: referralSchema,
    headers: ['Idempotency-Key'],
    answers: {
      202: {
        description: text('Accusé de réception', 'Receipt'),
        schema: receiptSchema,
        headers: ['Location'],
      },
    },
    problems: ['forbidden', 'invalid-request', 'key-reused', 'too-many-requests', 'busy'],
    uses: ['record-read', 'record-write', 'record-count', 'identity-write', 'executions-start', 'youth-keys-make'],
  },
  readReceipt: {
    method: 'GET',
    path: '/v1/referrals/{receiptId}',
    resource: 'referrals',
    summary: text('Relire un accusé de réception', 'Read a receipt again'),
    action: 'referral:send',
    params: z.object({ receiptId: z.uuid() }),
    answers: read(receiptSchema, 'Accusé de réception', 'Receipt'),
    problems: ['forbidden', 'not-found'],
    uses: ['record-read'],
  },
} as const satisfies Record<string, Route>;
