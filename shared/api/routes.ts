import type { Route } from './route.ts';
import { referralRoutes } from './routes/referral-routes.ts';
import { teamRoutes } from './routes/team-routes.ts';
import { clinicalRoutes } from './routes/clinical-routes.ts';
import { caseRoutes } from './routes/case-routes.ts';
import { interruptionRoutes } from './routes/interruption-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { escalationRoutes } from './routes/escalation-routes.ts';
import { executionRoutes } from './routes/execution-routes.ts';
import { notificationRoutes } from './routes/notification-routes.ts';
import { todayRoutes } from './routes/today-routes.ts';
import { read } from './routes/parts.ts';
import { jsonSchemaSchema } from './schemas/common.ts';
import { text } from '../domain/text.ts';

/** Every route of the API. */
export const routes = {
  ...referralRoutes,
  ...teamRoutes,
  ...clinicalRoutes,
  ...caseRoutes,
  ...interruptionRoutes,
  ...recordRoutes,
  ...accountRoutes,
  ...executionRoutes,
  ...escalationRoutes,
  ...notificationRoutes,
  ...todayRoutes,
  readOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    resource: 'openapi',
    summary: text('Lire ce document', 'Read this document'),
    action: 'public',
    answers: read(jsonSchemaSchema, 'Document OpenAPI 3.1', 'OpenAPI 3.1 document'),
    problems: [],
    uses: [],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
