import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import type { Answer, Session } from '../session.ts';
import { subOf, type System } from '../system.ts';
import { resourcesOf } from '../template.ts';
import { actionOf, caseAt, look, send } from '../walk.ts';

const done = ({ status, body }: Answer): object => {
  if (status >= 300) throw new Error(`answered ${status} ${JSON.stringify(body)}`);
  return body as object;
};

const day = 86_400_000;

/** Cases of all sorts: followed, with what was undone and corrected, suspended, withdrawn and back, ended, joined. */
export type LivedIn = Readonly<
  Record<'followed' | 'suspended' | 'returned' | 'withdrawn' | 'ended' | 'joined' | 'other', CaseView>
>;

const activities = async (worker: Session, coordinator: Session, { caseId }: CaseView, now: string): Promise<void> => {
  const path = `/v1/cases/${caseId}`;
  const nextCheck = new Date(Date.parse(now) + 3 * day).toISOString();
  done(await worker.post(`${path}/activities/contact`, { reached: 'yes', way: 'phone' }));
  done(await worker.post(`${path}/activities/urgent-help`, { kind: 'food', nextCheck }));
  const undone = done(await worker.post(`${path}/activities/contact`, { reached: 'no', way: 'text' }));
  done(await worker.post((undone as { readonly undo: { readonly href: string } }).undo.href, {}));
  const wrong = done(await worker.post(`${path}/activities/contact`, { reached: 'yes', way: 'text' }));
  const { activityId } = wrong as { readonly activityId: string };
  const correction = { reason: 'wrong-person', note: 'Carte voisine.' };
  done(await worker.post(`${path}/activities/${activityId}/correction`, correction));
  done(await worker.put(`${path}/draft`, { answers: { note: 'À suivre.' } }));
  done(await coordinator.get(`${path}/person`));
  done(await worker.get(`${path}/person`));
};

/** Interrupts a case with what the form's own example says. */
const interrupt = async (who: Session, found: CaseView, interruption: string): Promise<void> => {
  const offered = (await look(who, found)).interruptions.find((one) => one.interruption === interruption);
  done(await who.post(offered?.href ?? '', offered?.example ?? {}));
};

/** An execution asks once more, as after a retry or a redrive, so that its newer token is kept without an event. */
const askAgain = async (system: System, { caseId }: CaseView): Promise<void> => {
  const [openStep] = resourcesOf('AWS::Lambda::Function').filter(({ id }) => id.startsWith('OpenStep'));
  const Key = { pk: `CASE#${caseId}`, sk: 'CASE' };
  const { Item } = await system.documents().send(new GetCommand({ TableName: system.recordTable, Key }));
  const generation: unknown = Item?.['generation'];
  const question = { contract: 1, caseId, generation, step: 'referral', visit: 1, token: 'a'.repeat(64) };
  for (const retry of [0, 1])
    await system.runtime.invoke(openStep?.id ?? '', { ...question, order: { redrive: 0, entered: '9999', retry } });
};

/**
 * Lives in a system for a fortnight, so that its tables hold rows of every kind, in more than one version. `atFirst` is called
 * early, when all of it has begun.
 */
export const liveIn = async (system: System, atFirst: () => Promise<void>): Promise<LivedIn> => {
  const worker = await system.as('caseworker@est');
  const coordinator = await system.as('coordinator@est');
  const followed = await caseAt(system, 'follow-up');
  await activities(worker, coordinator, followed, system.now());
  const suspended = await caseAt(system, 'consent');
  await interrupt(coordinator, suspended, 'suspend');
  const returned = await caseAt(system, 'support-plan');
  await interrupt(worker, returned, 'withdraw');
  await system.runtime.clock.idle();
  done(await coordinator.post(`/v1/cases/${returned.caseId}/reopening`, {}));
  const withdrawn = await caseAt(system, 'needs-assessment');
  await interrupt(worker, withdrawn, 'withdraw');
  const ended = await caseAt(system, 'needs-assessment');
  await interrupt(worker, ended, 'close-now');
  await askAgain(system, await system.refer());
  const joined = await system.refer();
  const seen = await look(coordinator, joined);
  done(await send(coordinator, seen, actionOf(seen, 'same-person'), { answers: { otherCase: followed.caseId } }));
  const other = await caseAt(system, 'first-contact', 'nord');
  done(await worker.put('/v1/me/backup', { backup: subOf('coordinator@est') }));
  await atFirst();
  for (const backup of [null, subOf('coordinator@est'), null]) done(await worker.put('/v1/me/backup', { backup }));
  done(await worker.post(`/v1/cases/${followed.caseId}/activities/contact`, { reached: 'no', way: 'phone' }));
  await system.advanceClock('P16D');
  await system.runtime.clock.idle();
  return { followed, suspended, returned, withdrawn, ended, joined, other };
};
