import * as z from 'zod';
import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { caseParams, pageOf, pageQuery } from '../schemas/common.ts';
import {
  activityViewSchema,
  consentViewSchema,
  recordedActivitySchema,
  stepRecordViewSchema,
  timelineEventSchema,
} from '../schemas/record.ts';
import { read, formBody } from './parts.ts';

/** What is written down about a case. */
export const recordRoutes = {
  recordActivity: {
    method: 'POST',
    path: '/v1/cases/{caseId}/activities/{activity}',
    resource: 'activities',
    summary: text('Consigner une activité', 'Record an activity'),
    action: 'activity:record',
    params: caseParams.extend({ activity: z.string().max(64) }),
    body: formBody,
    headers: ['Idempotency-Key'],
    answers: {
      201: {
        description: text('Activité consignée', 'Activity recorded'),
        schema: recordedActivitySchema,
        headers: ['Location'],
      },
    },
    problems: [
      'forbidden',
      'not-found',
      'case-closed',
      'case-at-rest',
      'content-destroyed',
      'guard-consent',
      'invalid-request',
      'key-reused',
      'busy',
    ],
    uses: ['record-read', 'record-by-organisation', 'record-write', 'youth-keys-use'],
  },
  listActivities: {
    method: 'GET',
    path: '/v1/cases/{caseId}/activities',
    resource: 'activities',
    summary: text('Lister les activités d’un dossier', 'List a case’s activities'),
    action: 'case:read',
    params: caseParams,
    query: pageQuery,
    answers: read(pageOf(activityViewSchema), 'Activités, les plus récentes d’abord', 'Activities, newest first'),
    problems: ['not-found', 'content-destroyed', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-query', 'youth-keys-use'],
  },
  listSteps: {
    method: 'GET',
    path: '/v1/cases/{caseId}/steps',
    resource: 'steps',
    summary: text('Lister ce qui a été consigné aux étapes', 'List what was recorded at the steps'),
    action: 'case:read',
    params: caseParams,
    query: pageQuery,
    answers: read(pageOf(stepRecordViewSchema), 'Étapes, dans l’ordre', 'Steps, in order'),
    problems: ['not-found', 'content-destroyed', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-query', 'youth-keys-use'],
  },
  readTimeline: {
    method: 'GET',
    path: '/v1/cases/{caseId}/timeline',
    resource: 'timeline',
    summary: text('Lire le fil d’un dossier', 'Read a case’s timeline'),
    action: 'case:read',
    params: caseParams,
    query: pageQuery,
    answers: read(pageOf(timelineEventSchema), 'Événements, dans l’ordre', 'Events, in order'),
    problems: ['not-found', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-query'],
  },
  listConsents: {
    method: 'GET',
    path: '/v1/cases/{caseId}/consents',
    resource: 'consents',
    summary: text('Lire les décisions de consentement', 'Read the decisions on consent'),
    action: 'case:read',
    params: caseParams,
    query: pageQuery,
    answers: read(pageOf(consentViewSchema), 'Décisions, dans l’ordre', 'Decisions, in order'),
    problems: ['not-found', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-query'],
  },
} as const satisfies Record<string, Route>;
