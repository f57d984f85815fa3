import { text } from '../../domain/text.ts';
import type { Route } from '../route.ts';
import { pageOf, pageQuery } from '../schemas/common.ts';
import { notificationSchema, readCountSchema, readNotificationsSchema } from '../schemas/notification.ts';
import { read } from './parts.ts';

/** What the caller was told of. */
export const notificationRoutes = {
  listNotifications: {
    method: 'GET',
    path: '/v1/notifications',
    resource: 'notifications',
    summary: text('Lister mes avis', 'List my notifications'),
    action: 'notification:own',
    query: pageQuery,
    answers: read(pageOf(notificationSchema), 'Avis, du plus récent au plus ancien', 'Notifications, newest first'),
    problems: ['forbidden', 'invalid-request', 'bad-cursor'],
    uses: ['record-read', 'record-query'],
  },
  readNotifications: {
    method: 'POST',
    path: '/v1/notifications/read',
    resource: 'notifications',
    summary: text('Marquer des avis comme lus', 'Mark notifications as read'),
    action: 'notification:own',
    body: readNotificationsSchema,
    answers: read(readCountSchema, 'Combien l’ont été', 'How many were'),
    problems: ['forbidden', 'invalid-request', 'busy'],
    uses: ['record-read', 'record-query', 'record-write'],
  },
} as const satisfies Record<string, Route>;
