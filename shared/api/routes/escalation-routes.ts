import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import {
  acknowledgementSchema,
  escalationCountsSchema,
  escalationParams,
  escalationQuery,
  escalationViewSchema,
  snoozeSchema,
} from '../schemas/escalation.ts';
import { read } from './parts.ts';

const answered = read(escalationViewSchema, 'Demande d’appui', 'Request for support');

/** Requests for support: those asked of the caller and of their team, and how they are answered. */
export const escalationRoutes = {
  listEscalations: {
    method: 'GET',
    path: '/v1/escalations',
    resource: 'escalations',
    summary: text('Lister les demandes d’appui', 'List requests for support'),
    action: 'escalation:list',
    query: escalationQuery,
    answers: read(pageOf(escalationViewSchema), 'Demandes d’appui', 'Requests for support'),
    problems: ['forbidden', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-by-organisation'],
  },
  countEscalations: {
    method: 'GET',
    path: '/v1/escalations/counts',
    resource: 'escalations',
    summary: text('Compter les démarches à soutenir', 'Count what needs support'),
    action: 'escalation:count',
    answers: read(escalationCountsSchema, 'Nombres', 'Counts'),
    problems: ['forbidden'],
    uses: ['record-read', 'record-by-organisation'],
  },
  acknowledgeEscalation: {
    method: 'POST',
    path: '/v1/cases/{caseId}/escalations/{number}/acknowledgement',
    resource: 'escalations',
    summary: text('Prendre en charge une demande d’appui', 'Acknowledge a request for support'),
    action: 'escalation:answer',
    params: escalationParams,
    body: acknowledgementSchema,
    headers: ['Idempotency-Key'],
    answers: answered,
    problems: [
      'forbidden',
      'not-found',
      'support-ended',
      'snoozed-enough',
      'unknown-colleague',
      'invalid-request',
      'key-reused',
      'too-many-requests',
      'busy',
    ],
    uses: ['record-read', 'record-by-organisation', 'record-write', 'record-check', 'record-count'],
  },
  snoozeEscalation: {
    method: 'POST',
    path: '/v1/cases/{caseId}/escalations/{number}/snooze',
    resource: 'escalations',
    summary: text('Reporter une demande d’appui', 'Snooze a request for support'),
    action: 'escalation:answer',
    params: escalationParams,
    body: snoozeSchema,
    headers: ['Idempotency-Key'],
    answers: answered,
    problems: [
      'forbidden',
      'not-found',
      'support-ended',
      'snoozed-enough',
      'invalid-request',
      'key-reused',
      'too-many-requests',
      'busy',
    ],
    uses: ['record-read', 'record-by-organisation', 'record-write', 'record-count'],
  },
} as const satisfies Record<string, Route>;
