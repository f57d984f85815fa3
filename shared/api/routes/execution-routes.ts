import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { caseParams } from '../schemas/common.ts';
import {
  executionPageSchema,
  executionSchema,
  executionsQuery,
  executionViewSchema,
  redriveSchema,
} from '../schemas/execution.ts';
import { read } from './parts.ts';

/** Executions, for administrators: ids, codes and days. */
export const executionRoutes = {
  listExecutions: {
    method: 'GET',
    path: '/v1/admin/executions',
    resource: 'executions',
    summary: text('Surveiller les déroulements', 'Watch executions'),
    action: 'execution:read',
    query: executionsQuery,
    answers: read(executionPageSchema, 'Déroulements, ce qui est dû d’abord', 'Executions, what is owed first'),
    problems: ['forbidden', 'bad-cursor', 'invalid-request'],
    uses: ['record-read', 'record-by-attention'],
  },
  readExecution: {
    method: 'GET',
    path: '/v1/admin/executions/{caseId}',
    resource: 'executions',
    summary: text(
      'Lire un déroulement, ses générations et son histoire',
      'Read an execution, its generations and history',
    ),
    action: 'execution:read',
    params: caseParams,
    answers: read(executionViewSchema, 'Déroulement', 'Execution'),
    problems: ['forbidden', 'not-found'],
    uses: ['record-read', 'record-query'],
  },
  redriveExecution: {
    method: 'POST',
    path: '/v1/admin/executions/{caseId}/redrive',
    resource: 'executions',
    summary: text('Relancer un déroulement depuis son dossier', 'Redrive an execution from its record'),
    action: 'execution:repair',
    params: caseParams,
    body: redriveSchema,
    answers: { 202: { description: text('Nouvelle génération', 'New generation'), schema: executionSchema } },
    problems: ['forbidden', 'not-found', 'case-closed', 'invalid-request', 'busy'],
    uses: ['record-read', 'record-write', 'executions-start'],
  },
} as const satisfies Record<string, Route>;
