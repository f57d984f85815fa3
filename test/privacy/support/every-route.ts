import type { Route } from '../../../shared/api/route.ts';
import { routes, type RouteName } from '../../../shared/api/routes.ts';
import type { Answer, Session } from '../../support/session.ts';
import { plainRequest, zed } from '../../support/system.ts';

/** What stands for the parameters of a path. */
export type Ids = { readonly caseId: string; readonly receiptId: string };

type WithBody = { [N in RouteName]: (typeof routes)[N] extends { readonly body: unknown } ? N : never }[RouteName];

/** A body that each route reads: a route that is new has none, and this does not compile. */
const bodies: Readonly<Record<WithBody, object>> = {
  sendReferral: { person: zed, request: plainRequest },
  openCase: { person: zed },
  completeStep: { outcome: 'accepted' },
  interruptCase: {},
  reopenCase: {},
  writeDraft: { answers: {} },
  correctActivity: { reason: 'twice' },
  recordActivity: { reached: 'no', way: 'phone' },
  registerAbsence: { from: '2026-03-09', until: '2099-03-13' },
  nameBackup: { backup: null },
  registerColleagueAbsence: { from: '2026-03-09', until: '2099-03-13' },
  setHours: { opens: '09:00', closes: '17:00' },
  addToRoster: { member: 'nobody', from: '2099-03-09T22:00:00Z', until: '2099-03-10T12:00:00Z' },
  writeSession: { date: '2026-03-09', themes: ['Prendre soin de soi'] },
  askAdvice: { text: 'Comment rester en lien?' },
  answerAdvice: { text: 'À deux, la prochaine fois.' },
  readNotifications: { until: '2026-03-09T14:30:00.000Z' },
  redriveExecution: { reason: 'exercise' },
  acknowledgeEscalation: { owner: 'demo-caseworker-est', until: '2027-01-05' },
  snoozeEscalation: { until: '2027-01-05' },
};

const fixed: Readonly<Record<string, string>> = {
  activity: 'contact',
  activityId: 'no-such-activity',
  interruption: 'withdraw',
  sub: 'demo-caseworker-est',
  entryId: 'no-such-entry',
  adviceId: 'no-such-advice',
  name: 'pivot',
  version: '1',
  number: '1',
};

/** Every route by its name. */
export const everyRoute: readonly { readonly name: RouteName; readonly route: Route }[] = Object.entries<Route>(
  routes,
).map(([name, route]) => ({ name: name as RouteName, route }));

/** Asks a route as this person, about these ids. */
export const askRoute = (
  session: Session,
  { name, route }: { readonly name: RouteName; readonly route: Route },
  ids: Ids,
): Promise<Answer> => {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, param: string) => ({ ...fixed, ...ids })[param] ?? '');
  const body = (bodies as Partial<Record<RouteName, object>>)[name] ?? {};
  if (route.method === 'GET') return session.get(path);
  if (route.method === 'DELETE') return session.delete(path);
  return route.method === 'PUT' ? session.put(path, body) : session.post(path, body, { 'if-match': '"1"' });
};

/** Headers that are new in every answer: that they are there is told, not what they say. */
const newEachTime = ['apigw-requestid', 'date'];

/** All that somebody could tell one answer from another by. */
export const shapeOf = ({ status, headers, body }: Answer) => ({
  status,
  body,
  headers: Object.entries(headers)
    .map(([name, value]) => [name, newEachTime.includes(name) ? '' : value])
    .sort(),
});
