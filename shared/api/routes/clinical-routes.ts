import * as z from 'zod';
import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import {
  adviceAnswerSchema,
  adviceBodySchema,
  adviceParams,
  adviceSchema,
  sessionBodySchema,
  sessionSchema,
  sessionsSchema,
} from '../schemas/team.ts';
import { read } from './parts.ts';

/** Support to those who support: sessions of a team, and advice in private. */
export const clinicalRoutes = {
  listSessions: {
    method: 'GET',
    path: '/v1/clinical-sessions',
    resource: 'clinical-sessions',
    summary: text('Lister les rencontres de soutien clinique', 'List clinical-support sessions'),
    action: 'session:read',
    answers: read(sessionsSchema, 'Rencontres, la plus récente d’abord', 'Sessions, the latest first'),
    problems: ['forbidden'],
    uses: ['record-read', 'record-query', 'team-keys-use'],
  },
  writeSession: {
    method: 'POST',
    path: '/v1/clinical-sessions',
    resource: 'clinical-sessions',
    summary: text(
      'Planifier ou consigner une rencontre de soutien clinique',
      'Plan or write down a clinical-support session',
    ),
    action: 'session:write',
    body: sessionBodySchema,
    answers: { 201: { description: text('Rencontre consignée', 'Session written down'), schema: sessionSchema } },
    problems: ['forbidden', 'invalid-request', 'too-far-away'],
    uses: ['record-read', 'record-write', 'team-keys-use', 'team-keys-make'],
  },
  askAdvice: {
    method: 'POST',
    path: '/v1/clinical-advice',
    resource: 'clinical-advice',
    summary: text('Demander un avis clinique, en privé', 'Ask for clinical advice, in private'),
    action: 'advice:ask',
    body: adviceBodySchema,
    headers: ['Idempotency-Key'],
    answers: { 201: { description: text('Demande transmise', 'Request passed on'), schema: adviceSchema } },
    problems: [
      'forbidden',
      'invalid-request',
      'unknown-colleague',
      'no-supervisor',
      'key-reused',
      'too-many-requests',
      'busy',
    ],
    uses: ['record-read', 'record-by-organisation', 'record-write', 'record-count', 'team-keys-use', 'team-keys-make'],
  },
  listAdvice: {
    method: 'GET',
    path: '/v1/clinical-advice',
    resource: 'clinical-advice',
    summary: text(
      'Lire les avis que j’ai demandés ou qu’on me demande',
      'Read advice that I asked for or am asked for',
    ),
    action: 'advice:read',
    answers: read(z.object({ items: z.array(adviceSchema) }), 'Demandes d’avis', 'Requests for advice'),
    problems: ['forbidden'],
    uses: ['record-read', 'record-query', 'team-keys-use'],
  },
  answerAdvice: {
    method: 'POST',
    path: '/v1/clinical-advice/{adviceId}/answer',
    resource: 'clinical-advice',
    summary: text('Répondre à une demande d’avis clinique', 'Answer a request for clinical advice'),
    action: 'advice:answer',
    params: adviceParams,
    body: adviceAnswerSchema,
    answers: read(adviceSchema, 'Réponse transmise', 'Answer passed on'),
    problems: ['forbidden', 'not-found', 'invalid-request', 'content-destroyed', 'busy'],
    uses: ['record-read', 'record-write', 'team-keys-use', 'team-keys-make'],
  },
} as const satisfies Record<string, Route>;
