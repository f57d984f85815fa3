import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { matrix } from '../../../shared/access/matrix.ts';
import type { Route } from '../../../shared/api/route.ts';
import { routes, type RouteName } from '../../../shared/api/routes.ts';
import type { Role } from '../../../shared/domain/vocabulary.ts';
import { problemIn } from '../../support/session.ts';
import { plainRequest, startSystem, subOf, zed, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

/** A case of « est » at its first contact, whose worker is caseworker@est. */
type Place = {
  readonly caseId: string;
  readonly version: number;
  readonly receipt: string;
  /** What that worker asked supervisor@est. */
  readonly adviceId: string;
  /** What that worker recorded beside the step. */
  readonly activityId: string;
};

let system: System;
let place: Place;
beforeAll(async () => {
  system = await startSystem();
  const { caseId, version } = await caseAt(system, 'first-contact');
  const worker = await system.as('caseworker@est');
  const { body } = await worker.post('/v1/clinical-advice', { text: 'Comment rester en lien?' });
  const { adviceId } = body as { adviceId: string };
  const noted = await worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'phone' });
  const { activityId } = noted.body as { activityId: string };
  place = { caseId, version, receipt: (await system.sendReferral()).headers['location'] ?? '', adviceId, activityId };
});
afterAll(() => system.stop());

/** How each route is tried: what changes nothing, or is refused only after the rights were looked at. */
const tries: Readonly<
  Record<Exclude<RouteName, 'readOpenApi'>, (place: Place) => readonly [path: string, body?: object]>
> = {
  sendReferral: () => ['/v1/referrals', { person: zed, request: plainRequest }],
  readReceipt: ({ receipt }) => [receipt],
  listCases: () => ['/v1/cases'],
  readCase: ({ caseId }) => [`/v1/cases/${caseId}`],
  completeStep: ({ caseId }) => [`/v1/cases/${caseId}/completion`, { outcome: 'no-such-outcome' }],
  recordActivity: ({ caseId }) => [`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'phone' }],
  undoActivity: ({ caseId, activityId }) => [`/v1/cases/${caseId}/activities/${activityId}/undo`],
  correctActivity: ({ caseId, activityId }) => [
    `/v1/cases/${caseId}/activities/${activityId}/correction`,
    { reason: 'twice' },
  ],
  listActivities: ({ caseId }) => [`/v1/cases/${caseId}/activities`],
  listSteps: ({ caseId }) => [`/v1/cases/${caseId}/steps`],
  readTimeline: ({ caseId }) => [`/v1/cases/${caseId}/timeline`],
  listConsents: ({ caseId }) => [`/v1/cases/${caseId}/consents`],
  openCase: () => ['/v1/cases', { person: zed }],
  readPerson: ({ caseId }) => [`/v1/cases/${caseId}/person`],
  readWorklist: () => ['/v1/worklist'],
  readToday: () => ['/v1/today'],
  listTeam: () => ['/v1/team'],
  registerAbsence: () => ['/v1/me/absence', {}],
  endAbsence: () => ['/v1/me/absence'],
  nameBackup: () => ['/v1/me/backup', { backup: null }],
  registerColleagueAbsence: () => [`/v1/team/${subOf('caseworker@est')}/absence`, {}],
  endColleagueAbsence: () => [`/v1/team/${subOf('caseworker@est')}/absence`],
  readHours: () => ['/v1/organisation/hours'],
  setHours: () => ['/v1/organisation/hours', { opens: '09:00', closes: '17:00' }],
  listRoster: () => ['/v1/roster'],
  addToRoster: () => ['/v1/roster', { member: 'nobody' }],
  takeOffRoster: () => ['/v1/roster/no-such-entry'],
  listSessions: () => ['/v1/clinical-sessions'],
  writeSession: () => ['/v1/clinical-sessions', { date: '2026-03-09', themes: ['Prendre soin de soi'] }],
  askAdvice: () => ['/v1/clinical-advice', { text: 'Comment rester en lien?' }],
  listAdvice: () => ['/v1/clinical-advice'],
  answerAdvice: ({ adviceId }) => [`/v1/clinical-advice/${adviceId}/answer`, { text: 'À deux, la prochaine fois.' }],
  listPathways: () => ['/v1/pathways'],
  readPathway: () => ['/v1/pathways/pivot/1'],
  readAccount: () => ['/v1/me'],
  endSession: () => ['/v1/me/sign-out', {}],
  interruptCase: ({ caseId }) => [`/v1/cases/${caseId}/interruptions/withdraw`, { noSuchField: 1 }],
  resumeCase: ({ caseId }) => [`/v1/cases/${caseId}/resumption`, {}],
  reopenCase: ({ caseId }) => [`/v1/cases/${caseId}/reopening`, {}],
  writeDraft: ({ caseId }) => [`/v1/cases/${caseId}/draft`, { answers: {} }],
  readDraft: ({ caseId }) => [`/v1/cases/${caseId}/draft`],
  listEscalations: () => ['/v1/escalations?scope=team'],
  countEscalations: () => ['/v1/escalations/counts'],
  acknowledgeEscalation: ({ caseId }) => [
    `/v1/cases/${caseId}/escalations/1/acknowledgement`,
    { owner: 'demo-caseworker-est', until: '2026-01-05' },
  ],
  snoozeEscalation: ({ caseId }) => [`/v1/cases/${caseId}/escalations/1/snooze`, { until: '2026-01-05' }],
  listNotifications: () => ['/v1/notifications'],
  readNotifications: () => ['/v1/notifications/read', { until: '2026-03-09T14:30:00.000Z' }],
  listExecutions: () => ['/v1/admin/executions'],
  readExecution: ({ caseId }) => [`/v1/admin/executions/${caseId}`],
  redriveExecution: ({ caseId }) => [`/v1/admin/executions/${caseId}/redrive`, { reason: 'exercise' }],
};

const people: readonly (readonly [user: string, role: Role, isOfTheCase: boolean])[] = [
  ['caseworker@est', 'caseworker', true],
  ['coordinator@est', 'coordinator', true],
  ['supervisor@est', 'supervisor', true],
  ['director@est', 'director', false],
  ['administrator@est', 'administrator', false],
  ['privacy-officer@est', 'privacy-officer', false],
  ['concertation-member@est', 'concertation-member', false],
  ['referrer@est', 'referrer', false],
  ['caseworker@nord', 'caseworker', false],
  ['coordinator@nord', 'coordinator', false],
  ['supervisor@nord', 'supervisor', false],
];

/** What the pathway itself keeps from a role that the table lets in: a suspension is the worker’s and the coordinator’s. */
const keptByPathway: readonly string[] = ['supervisor resumeCase'];

/** What the table of rights says of a route to somebody: a case that they may not see is not there. */
const expected = (name: string, { action, path }: Route, role: Role, isOfTheCase: boolean): 'yes' | 403 | 404 => {
  if (path.startsWith('/v1/cases/{caseId}') && !isOfTheCase) return 404;
  if (action === 'public') return 'yes';
  if (keptByPathway.includes(`${role} ${name}`)) return 403;
  if (!Object.hasOwn(matrix[action], role)) return 403;
  // What was asked of another supervisor is not there.
  return name === 'answerAdvice' && !isOfTheCase ? 404 : 'yes';
};

const named = Object.entries<Route>(routes).filter(([, { action }]) => action !== 'public');
const rows = named.flatMap(([name, route]) =>
  people.map(([user, role, isOfTheCase]) => ({ name, route, user, may: expected(name, route, role, isOfTheCase) })),
);

describe('who may do what', () => {
  test('has a row for every route that asks for rights', () => {
    expect(Object.keys(tries).sort()).toEqual(named.map(([name]) => name).sort());
  });

  test.each(rows)('$user at $name: $may', async ({ name, route, user, may }) => {
    const [path, body] = tries[name as keyof typeof tries](place);
    const session = await system.signIn(user);
    const headers = { 'if-match': `"${place.version}"` };
    const send = {
      GET: () => session.get(path),
      POST: () => session.post(path, body, headers),
      PUT: () => session.put(path, body),
      DELETE: () => session.delete(path),
    };
    // A draft is one’s own: there has to be one to be read.
    if (name === 'readDraft' && may === 'yes') await session.put(path, { answers: {} });
    const answer = await send[route.method]();
    if (may === 'yes') expect([403, 404]).not.toContain(answer.status);
    else expect(problemIn(answer).status).toBe(may);
  });

  /** What cannot be read, and what should never be looked into for a stranger. */
  const unreadable = [
    '{',
    '',
    'null',
    '[]',
    `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
    '{"outcome":7,"text":"\\ud800"}',
  ];
  const refused = rows.filter(({ route, may }) => route.body !== undefined && may !== 'yes');

  test.each(refused)('$user at $name: $may, before the body is looked into', async ({ name, route, user, may }) => {
    const [path] = tries[name as keyof typeof tries](place);
    const session = await system.signIn(user);
    for (const body of unreadable) {
      const headers = { 'if-match': `"${place.version}"`, 'idempotency-key': 'of-mine' };
      const answer = await (route.method === 'PUT' ? session.put : session.post)(path, body, headers);
      expect(problemIn(answer).status).toBe(may);
    }
  });

  test('nobody comes in without a token, nor with one of their own making', async () => {
    for (const path of ['/v1/me', '/v1/cases', `/v1/cases/${place.caseId}`]) {
      expect((await system.nobody.get(path)).status).toBe(401);
      expect((await system.nobody.get(path, { authorization: 'Bearer e30.e30.e30' })).status).toBe(401);
    }
  });
});
