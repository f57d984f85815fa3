import * as z from 'zod';
import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { caseParams } from '../schemas/common.ts';
import { reopeningSchema } from '../schemas/reopening.ts';
import { formBody, changedCase } from './parts.ts';

/** What may interrupt a case, and bring it back. */
export const interruptionRoutes = {
  interruptCase: {
    method: 'POST',
    path: '/v1/cases/{caseId}/interruptions/{interruption}',
    resource: 'interruptions',
    summary: text('Interrompre un dossier, à toute étape', 'Interrupt a case, in any step'),
    action: 'case:interrupt',
    params: caseParams.extend({ interruption: z.string().max(64) }),
    body: formBody,
    headers: ['Idempotency-Key'],
    answers: changedCase('Interruption enregistrée', 'Interruption recorded'),
    problems: [
      'forbidden',
      'not-found',
      'case-closed',
      'content-destroyed',
      'interruption-weaker',
      'invalid-request',
      'key-reused',
      'busy',
    ],
    uses: ['record-read', 'record-by-organisation', 'record-write', 'executions-answer', 'youth-keys-use'],
  },
  resumeCase: {
    method: 'POST',
    path: '/v1/cases/{caseId}/resumption',
    resource: 'interruptions',
    summary: text('Reprendre un dossier suspendu', 'Resume a suspended case'),
    action: 'case:interrupt',
    params: caseParams,
    headers: ['Idempotency-Key'],
    answers: changedCase('Reprise enregistrée', 'Resumption recorded'),
    problems: ['forbidden', 'not-found', 'case-closed', 'not-suspended', 'key-reused', 'busy'],
    uses: ['record-read', 'record-write', 'executions-answer', 'youth-keys-use'],
  },
  reopenCase: {
    method: 'POST',
    path: '/v1/cases/{caseId}/reopening',
    resource: 'reopening',
    summary: text('Rouvrir un dossier, ou annuler un retrait', 'Reopen a case, or undo a withdrawal'),
    action: 'case:reopen',
    params: caseParams,
    body: reopeningSchema,
    headers: ['Idempotency-Key'],
    answers: changedCase('Réouverture enregistrée', 'Reopening recorded'),
    problems: ['forbidden', 'not-found', 'not-closed', 'not-before', 'key-reused', 'busy'],
    uses: ['record-read', 'record-write', 'executions-start'],
  },
} as const satisfies Record<string, Route>;
