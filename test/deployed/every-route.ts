import * as z from 'zod';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { writeEscalation } from '../support/late-contact.ts';
import { tell } from '../support/messages/told.ts';
import { plainRequest, subOf, zed, type System } from '../support/system.ts';
import { actionOf, complete, look } from '../support/walk.ts';
import type { Answer, Session } from '../support/session.ts';

const day = 86_400_000;

/** An instant so many days from now. */
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString().replace(/\.\d+Z$/, 'Z');
const dateIn = (days: number): string => inDays(days).slice(0, 10);

const wanted = ({ status, body }: Answer): unknown => {
  if (status < 300) return body;
  throw new Error(`answered ${status} ${JSON.stringify(body)}`);
};

/** A member of an answer that is text. */
const textIn = (answer: Answer, name: string): string =>
  z.object({ [name]: z.string() }).parse(wanted(answer))[name] ?? '';

type People = Readonly<Record<'coordinator' | 'caseworker' | 'supervisor' | 'administrator' | 'referrer', Session>>;

const get = async (session: Session, ...paths: readonly string[]): Promise<void> => {
  for (const path of paths) wanted(await session.get(path));
};

const readEverything = async ({ coordinator, caseworker }: People, { caseId }: CaseView): Promise<void> => {
  const parts = ['', '/draft', '/person', '/activities', '/steps', '/timeline', '/consents'];
  await get(coordinator, ...parts.map((part) => `/v1/cases/${caseId}${part}`));
  await get(coordinator, '/v1/cases', '/v1/worklist', '/v1/pathways', '/v1/pathways/pivot/1', '/v1/team');
  await get(coordinator, '/v1/organisation/hours', '/v1/roster', '/v1/escalations', '/v1/escalations/counts');
  await get(caseworker, '/v1/me', '/v1/today', '/v1/notifications', '/v1/clinical-advice');
};

const workOnCase = async (system: System, { coordinator, caseworker }: People): Promise<CaseView> => {
  const found = await system.refer();
  wanted(await coordinator.put(`/v1/cases/${found.caseId}/draft`, { answers: { note: 'à suivre' } }));
  const contact = found.activities.find(({ activity }) => activity === 'contact');
  for (const [how, body] of [
    ['undo', {}],
    ['correction', { reason: 'twice' }],
  ] as const) {
    const activityId = textIn(await coordinator.post(contact?.href ?? '', contact?.example ?? {}), 'activityId');
    wanted(await coordinator.post(`/v1/cases/${found.caseId}/activities/${activityId}/${how}`, body));
  }
  for (const name of ['suspend', 'resumption', 'withdraw', 'reopening'])
    await interrupt(system, coordinator, found, name);
  wanted(await caseworker.post('/v1/cases', { person: zed }, { prefer: 'wait=10' }));
  return found;
};

/** Interrupts a case by the link that it offers, or brings it back, and waits until its execution has followed. */
const interrupt = async (system: System, session: Session, found: CaseView, name: string): Promise<void> => {
  const seen = await look(session, found);
  const offered = seen.interruptions.find(({ interruption }) => interruption === name);
  if (!offered) throw new Error(`${name} is not offered`);
  wanted(await session.post(offered.href, offered.example));
  await system.runtime.clock.idle();
};

const manageTeam = async ({ coordinator, caseworker, supervisor }: People): Promise<void> => {
  const absence = { from: dateIn(20), until: dateIn(25) };
  const colleague = `/v1/team/${subOf('caseworker@est')}/absence`;
  wanted(await caseworker.put('/v1/me/absence', absence));
  wanted(await caseworker.delete('/v1/me/absence'));
  wanted(await coordinator.put(colleague, absence));
  wanted(await coordinator.delete(colleague));
  wanted(await caseworker.put('/v1/me/backup', { backup: null }));
  wanted(await coordinator.put('/v1/organisation/hours', { opens: '09:00', closes: '17:00' }));
  const duty = { member: subOf('coordinator@est'), from: inDays(20), until: inDays(20.5) };
  const entryId = textIn(await coordinator.post('/v1/roster', duty), 'entryId');
  wanted(await coordinator.delete(`/v1/roster/${entryId}`));
  wanted(await supervisor.post('/v1/clinical-sessions', { date: dateIn(-2), themes: ['Prendre soin de soi'] }));
  await get(supervisor, '/v1/clinical-sessions');
  const adviceId = textIn(
    await caseworker.post('/v1/clinical-advice', { text: 'Comment rester en lien?' }),
    'adviceId',
  );
  wanted(await supervisor.post(`/v1/clinical-advice/${adviceId}/answer`, { text: 'À deux, la prochaine fois.' }));
};

const answerRequests = async (system: System, { coordinator, caseworker }: People): Promise<void> => {
  for (const [path, body] of [
    ['acknowledgement', { owner: subOf('caseworker@est'), until: dateIn(5) }],
    ['snooze', { until: dateIn(5) }],
  ] as const) {
    const { caseId } = await system.refer();
    await writeEscalation(system, caseId);
    wanted(await coordinator.post(`/v1/cases/${caseId}/escalations/1/${path}`, body));
  }
  const until = await tell(system, 'caseworker@est', undefined, { state: 'handed-over' });
  wanted(await caseworker.post('/v1/notifications/read', { until }));
};

const administer = async ({ administrator }: People, { caseId }: CaseView): Promise<void> => {
  const executions = '/v1/admin/executions';
  await get(administrator, executions, `${executions}/${caseId}`);
  wanted(await administrator.post(`${executions}/${caseId}/redrive`, { reason: 'exercise' }));
};

const refer = async ({ referrer }: People): Promise<void> => {
  const sent = await referrer.post('/v1/referrals', { person: zed, request: plainRequest });
  await get(referrer, `/v1/referrals/${textIn(sent, 'receiptId')}`);
};

const visitPages = async ({ runtime, nobody }: System): Promise<void> => {
  await get(nobody, '/v1/openapi.json');
  const page = await (await fetch(`${runtime.apiUrl}/`)).text();
  const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
  const answers = [await fetch(new URL(script, runtime.apiUrl)), await fetch(`${runtime.apiUrl}/v1/nothing`)];
  const statuses = answers.map(({ status }) => status);
  if (statuses.join() !== '200,404') throw new Error(`the pages were answered ${statuses.join()}`);
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
};

/** Calls every route of the API so that it does what it is for. */
export const callEveryRoute = async (system: System): Promise<void> => {
  const names = ['coordinator', 'caseworker', 'supervisor', 'administrator', 'referrer'] as const;
  const sessions = await Promise.all(names.map(async (name) => [name, await system.as(`${name}@est`)] as const));
  const people = Object.fromEntries(sessions) as People;
  const found = await workOnCase(system, people);
  await readEverything(people, found);
  await manageTeam(people);
  await answerRequests(system, people);
  await refer(people);
  const other = await system.refer();
  await complete(people.coordinator, other, actionOf(other, 'accepted').outcome);
  await administer(people, other);
  // Last of all: their other sessions end with it.
  wanted(await people.referrer.post('/v1/me/sign-out', {}));
  await visitPages(system);
};
