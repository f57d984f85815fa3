import * as z from 'zod';
import { text } from '../../domain/text.ts';
import { personSchema } from '../../domain/person.ts';
import type { Route } from '../route.ts';
import { caseAnswerSchema, caseSummarySchema, caseViewSchema } from '../schemas/case.ts';
import { caseParams, pageOf, pageQuery } from '../schemas/common.ts';
import { draftSchema, draftViewSchema } from '../schemas/draft.ts';
import { personViewSchema } from '../schemas/person.ts';
import { read } from './parts.ts';

const statusQuery = pageQuery.extend({ status: z.enum(['open', 'closed']).default('open') });

/** Cases, and the completion of their steps. */
export const caseRoutes = {
  listCases: {
    method: 'GET',
    path: '/v1/cases',
    resource: 'cases',
    summary: text('Lister les dossiers', 'List cases'),
    action: 'case:list',
    query: statusQuery,
    answers: read(pageOf(caseSummarySchema), 'Dossiers, par échéance', 'Cases, by due time'),
    problems: ['forbidden', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-by-worker', 'record-by-organisation'],
  },
  readWorklist: {
    method: 'GET',
    path: '/v1/worklist',
    resource: 'worklist',
    summary: text('Lire ce qui m’attend, par échéance', 'Read what waits for me, by due time'),
    action: 'case:list',
    query: pageQuery,
    answers: read(pageOf(caseSummarySchema), 'Étapes que je peux compléter', 'Steps that I may complete'),
    problems: ['forbidden', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-by-worker', 'record-by-organisation'],
  },
  openCase: {
    method: 'POST',
    path: '/v1/cases',
    resource: 'outreach',
    summary: text('Ouvrir un dossier pour une personne rencontrée', 'Open a case for a person you have met'),
    action: 'case:open',
    body: z.strictObject({ person: personSchema }).meta({ id: 'Outreach' }),
    headers: ['Idempotency-Key', 'Prefer'],
    answers: {
      201: {
        description: text(
          'Dossier ouvert; avec `Prefer: wait`, dès que sa première étape l’est',
          'Case opened; with `Prefer: wait`, once its first step is',
        ),
        schema: caseAnswerSchema,
        headers: ['ETag', 'Location'],
      },
    },
    problems: ['forbidden', 'invalid-request', 'key-reused'],
    uses: [
      'record-read',
      'record-query',
      'record-by-organisation',
      'record-write',
      'identity-write',
      'executions-start',
      'youth-keys-make',
    ],
  },
  readCase: {
    method: 'GET',
    path: '/v1/cases/{caseId}',
    resource: 'cases',
    summary: text('Lire un dossier et ses suites possibles', 'Read a case and what can be done next'),
    action: 'case:read',
    params: caseParams,
    answers: { 200: { description: text('Dossier', 'Case'), schema: caseViewSchema, headers: ['ETag'] } },
    problems: ['not-found'],
    uses: ['record-read', 'record-by-organisation'],
  },
  completeStep: {
    method: 'POST',
    path: '/v1/cases/{caseId}/completion',
    resource: 'completion',
    summary: text('Compléter l’étape ouverte', 'Complete the open step'),
    action: 'step:complete',
    params: caseParams,
    body: z.looseObject({ outcome: z.string() }).meta({ id: 'Completion' }),
    headers: ['If-Match', 'Idempotency-Key', 'Prefer'],
    answers: {
      200: {
        description: text('Enregistré; l’étape suivante est ouverte', 'Recorded; the next step is open'),
        schema: caseAnswerSchema,
        headers: ['ETag'],
      },
      202: {
        description: text('Enregistré; l’étape suivante s’ouvre', 'Recorded; the next step is being opened'),
        schema: caseAnswerSchema,
        headers: ['ETag'],
      },
    },
    problems: [
      'forbidden',
      'not-found',
      'step-not-open',
      'case-closed',
      'content-destroyed',
      'guard-consent',
      'guard-attempts',
      'guard-actor',
      'case-at-rest',
      'version-changed',
      'invalid-request',
      'unknown-outcome',
      'unknown-colleague',
      'unknown-case',
      'other-case-closed',
      'key-reused',
      'if-match-required',
      'busy',
    ],
    uses: [
      'record-read',
      'record-query',
      'record-by-organisation',
      'record-write',
      'record-check',
      'executions-answer',
      'youth-keys-use',
    ],
  },
  writeDraft: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/draft',
    resource: 'draft',
    summary: text('Garder un brouillon de l’étape ouverte', 'Keep a draft of the open step'),
    action: 'draft:write',
    params: caseParams,
    body: draftSchema,
    maxBodyBytes: 65_536,
    answers: read(draftViewSchema, 'Brouillon gardé', 'Draft kept'),
    problems: ['forbidden', 'not-found', 'case-closed', 'content-destroyed', 'invalid-request', 'busy'],
    uses: ['record-read', 'record-query', 'record-write', 'youth-keys-use'],
  },
  readDraft: {
    method: 'GET',
    path: '/v1/cases/{caseId}/draft',
    resource: 'draft',
    summary: text('Relire son brouillon de l’étape ouverte', 'Read one’s draft of the open step again'),
    action: 'draft:write',
    params: caseParams,
    answers: read(draftViewSchema, 'Brouillon', 'Draft'),
    problems: ['forbidden', 'not-found', 'content-destroyed'],
    uses: ['record-read', 'record-query', 'youth-keys-use'],
  },
  readPerson: {
    method: 'GET',
    path: '/v1/cases/{caseId}/person',
    resource: 'person',
    summary: text('Lire qui est la personne et comment la joindre', 'Read who the person is and how to reach them'),
    action: 'person:read',
    params: caseParams,
    answers: read(personViewSchema, 'Personne', 'Person'),
    problems: ['forbidden', 'not-found', 'content-destroyed', 'busy'],
    uses: ['record-read', 'identity-read', 'identity-write', 'youth-keys-use'],
  },
} as const satisfies Record<string, Route>;
