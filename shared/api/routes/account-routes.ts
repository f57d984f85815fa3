import * as z from 'zod';
import { text } from '../../domain/text.ts';
import { wholeNumber } from '../request-bounds.ts';
import type { Route } from '../route.ts';
import { accountSchema, pathwaySummarySchema, pathwayViewSchema } from '../schemas/account.ts';
import { read } from './parts.ts';

/** Who the caller is, and what there is to know. */
export const accountRoutes = {
  listPathways: {
    method: 'GET',
    path: '/v1/pathways',
    resource: 'pathways',
    summary: text('Lister les parcours publiés', 'List the published pathways'),
    action: 'pathway:read',
    answers: read(z.object({ items: z.array(pathwaySummarySchema) }), 'Parcours', 'Pathways'),
    problems: ['forbidden'],
    uses: ['record-read'],
  },
  readPathway: {
    method: 'GET',
    path: '/v1/pathways/{name}/{version}',
    resource: 'pathways',
    summary: text('Lire un parcours', 'Read a pathway'),
    action: 'pathway:read',
    params: z.object({ name: z.string().max(64), version: wholeNumber(1, 9_999) }),
    answers: read(pathwayViewSchema, 'Parcours', 'Pathway'),
    problems: ['forbidden', 'not-found'],
    uses: ['record-read'],
  },
  readAccount: {
    method: 'GET',
    path: '/v1/me',
    resource: 'me',
    summary: text('Lire mon compte', 'Read my account'),
    action: 'account:read',
    answers: read(accountSchema, 'Compte', 'Account'),
    problems: ['no-membership'],
    uses: ['record-read', 'record-by-worker'],
  },
  endSession: {
    method: 'POST',
    path: '/v1/me/sign-out',
    resource: 'me',
    summary: text('Terminer ma session', 'End my session'),
    action: 'session:end',
    answers: read(z.object({ ended: z.literal(true) }), 'Session terminée', 'Session ended'),
    problems: ['no-membership', 'too-many-requests', 'busy'],
    uses: ['record-read', 'record-write'],
  },
} as const satisfies Record<string, Route>;
