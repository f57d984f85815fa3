import * as z from 'zod';
import { text } from '../../domain/text.ts';
import { wholeNumber } from '../request-bounds.ts';
import type { Route } from '../route.ts';
import { instantSchema } from '../schemas/common.ts';
import { todaySchema } from '../schemas/today.ts';
import { read } from './parts.ts';

/** The first page of a day's work. */
export const todayRoutes = {
  readToday: {
    method: 'GET',
    path: '/v1/today',
    resource: 'today',
    summary: text('Lire qui a besoin de moi aujourd’hui', 'Read who needs me today'),
    action: 'today:read',
    query: z.object({
      since: instantSchema.optional(),
      after: z.uuid().optional(),
      limit: wholeNumber(1, 50).default(7),
    }),
    answers: read(
      todaySchema,
      'Sept personnes, ou jusqu’à `limit`, par besoin',
      'Seven people, or up to `limit`, by need',
    ),
    problems: ['forbidden', 'invalid-request', 'busy'],
    uses: [
      'record-read',
      'record-query',
      'record-by-worker',
      'record-by-organisation',
      'identity-read',
      'identity-write',
      'youth-keys-use',
    ],
  },
} as const satisfies Record<string, Route>;
