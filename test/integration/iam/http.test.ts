import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { routes } from '../../../shared/api/routes.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { ask } from '../../support/iam/ask.ts';
import { everyGrantIsNeeded, type Exercise, type Stage } from '../../support/iam/every-grant.ts';
import { allExecutions } from '../../support/executions.ts';
import { writeEscalation } from '../../support/late-contact.ts';
import { tell } from '../../support/messages/told.ts';
import { pageIn } from '../../support/session.ts';
import { plainRequest, subOf, zed } from '../../support/system.ts';
import { actionOf, caseAt, complete, look, type StepId } from '../../support/walk.ts';

const coordinator = 'coordinator@est';
const administrator = 'administrator@est';

const executions = async ({ system }: Stage): Promise<number> => {
  await system.runtime.clock.idle();
  return (await allExecutions(system.executions())).length;
};

/** Something that leads to an execution: a start that is refused is a debt, and shows in nothing else. */
const starting = async (stage: Stage, asked: () => Promise<string | undefined>): Promise<string | undefined> => {
  const before = await executions(stage);
  const undone = await asked();
  return undone ?? ((await executions(stage)) === before ? 'no execution was started' : undefined);
};

/** One case that many exercises look at, its first step completed. */
const looking = new Map<unknown, Promise<string>>();
const known = ({ system }: Stage): Promise<string> => {
  const referred = async (): Promise<string> =>
    (await complete(await system.as(coordinator), await system.refer(), 'accepted')).caseId;
  const caseId = looking.get(system) ?? referred();
  looking.set(system, caseId);
  return caseId;
};

const seeing =
  (route: (typeof routes)[keyof typeof routes], user = coordinator): Exercise =>
  async (stage) =>
    ask(stage.invoke, user, route, 200, { params: { caseId: await known(stage), name: 'pivot', version: '1' } });

const completing =
  (at: StepId, outcome: string, wanted: number, headers: Readonly<Record<string, string>> = {}): Exercise =>
  async ({ system, invoke }) => {
    const found = await caseAt(system, at);
    const undone = await ask(invoke, coordinator, routes.completeStep, wanted, {
      params: { caseId: found.caseId },
      body: actionOf(found, outcome).example,
      headers: { 'if-match': `"${found.version}"`, ...headers },
    });
    await system.runtime.clock.idle();
    const after = await look(await system.as(coordinator), found);
    return undone ?? (after.step.visit === found.step.visit ? 'the execution was not told' : undefined);
  };

/** Asked again under its key when more has happened since, a completion is answered from the events. */
const completingAgain: Exercise = async ({ system, invoke }) => {
  const found = await system.refer();
  const asked = {
    params: { caseId: found.caseId },
    body: actionOf(found, 'accepted').example,
    headers: { 'if-match': `"${found.version}"`, 'idempotency-key': found.caseId, prefer: 'wait=10' },
  };
  const undone = await ask(invoke, coordinator, routes.completeStep, 200, asked);
  if (undone !== undefined) return undone;
  await complete(await system.as(coordinator), found, 'reached');
  return ask(invoke, coordinator, routes.completeStep, 200, asked);
};

const suspending: Exercise = async ({ system, invoke }) => {
  const found = await system.refer();
  const action = found.interruptions.find(({ interruption }) => interruption === 'suspend');
  const params = { caseId: found.caseId, interruption: 'suspend' };
  const undone = await ask(invoke, coordinator, routes.interruptCase, 202, { params, body: action?.example ?? {} });
  await system.runtime.clock.idle();
  const after = await look(await system.as(coordinator), found);
  return undone ?? (after.status === 'suspended' ? undefined : 'the execution was not told');
};

const reopening: Exercise = async (stage) => {
  const { system, invoke } = stage;
  const { caseId } = await complete(await system.as(coordinator), await system.refer(), 'not-retained');
  return starting(stage, () => ask(invoke, coordinator, routes.reopenCase, 202, { params: { caseId } }));
};

const drafting: Exercise = async (stage) =>
  ask(stage.invoke, coordinator, routes.writeDraft, 200, {
    params: { caseId: await known(stage) },
    body: { answers: { note: 'à suivre' } },
  });

const recording: Exercise = async (stage) => {
  const caseId = await known(stage);
  const { activities } = await look(await stage.system.as(coordinator), { caseId });
  const contact = activities.find(({ activity }) => activity === 'contact');
  const params = { caseId, activity: 'contact' };
  return ask(stage.invoke, coordinator, routes.recordActivity, 201, { params, body: contact?.example ?? {} });
};

const redriving: Exercise = async (stage) => {
  const { caseId } = await stage.system.refer();
  const asked = { params: { caseId }, body: { reason: 'exercise' } };
  return starting(stage, () => ask(stage.invoke, administrator, routes.redriveExecution, 202, asked));
};

const referring: Exercise = (stage) =>
  starting(stage, () =>
    ask(stage.invoke, 'referrer@est', routes.sendReferral, 202, { body: { person: zed, request: plainRequest } }),
  );

const reachingOut: Exercise = (stage) =>
  starting(stage, () => ask(stage.invoke, 'caseworker@est', routes.openCase, 201, { body: { person: zed } }));

/** Asked again under its key when more has happened since, an opening is answered from the events. */
const reachingOutAgain: Exercise = async ({ system, invoke }) => {
  const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=10' };
  const open = () => ask(invoke, coordinator, routes.openCase, 201, { body: { person: zed }, headers });
  const undone = await open();
  if (undone !== undefined) return undone;
  const session = await system.as(coordinator);
  const opened = pageIn(await session.get('/v1/cases?limit=100')).items.filter(
    ({ step }) => step.id === 'consent' && step.state === 'open',
  );
  for (const found of opened) await complete(session, found, 'declined');
  return open();
};

/** Initials are a look once a day: the day after, it is recorded again. */
const lookingAtTheDay =
  (user: string): Exercise =>
  async (stage) => {
    await known(stage);
    await stage.system.advanceClock('P1D');
    return ask(stage.invoke, user, routes.readToday, 200, { query: { since: '2026-03-09T12:00:00Z' } });
  };

const colleague = { params: { sub: subOf('caseworker@est') } };
/** A day of the next week. */
const soon = (now: string): string => dayAhead(now, 7);
const nextWeek = (now: string) => ({ from: soon(now), until: dayAhead(now, 11) });

/** What waits for the worker is seen only by handing it over: their notice of that morning, with a coordinator afterwards. */
const beingAway: Exercise = async (stage) => {
  const { system, invoke } = stage;
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey });
  const [notices, cases] = [makeNoticeStore(table), makeCaseStore(table)];
  const [caseId, noticeId, tellAt] = [await known(stage), randomUUID(), `${dayAhead(system.now(), 9)}T14:00:00.000Z`];
  const { found, thread } = await cases.readForCommand({ caseId, sub: subOf(coordinator) });
  if (!found || !thread) return 'there is no case';
  const { reference, intensity } = found;
  const about = { kind: 'rung', caseId, reference, intensity, timerId: 'contact', rung: 'due', dueAt: tellAt } as const;
  const notice = { noticeId, recordedAt: system.now(), tellAt, about: { ...about, cycle: thread.timer.cycle } };
  await notices.write([notices.puts.notice({ ...notice, sub: subOf('caseworker@est') })]);
  const body = nextWeek(system.now());
  const undone = await ask(invoke, coordinator, routes.registerColleagueAbsence, 200, { ...colleague, body });
  const handed = await notices.noticesOf({ sub: subOf(coordinator), tellAt });
  return undone ?? (handed.some((one) => one.noticeId === noticeId) ? undefined : 'nothing was handed over');
};

const takingOn: Exercise = async ({ system, invoke }) => {
  const { caseId } = await system.refer();
  await writeEscalation(system, caseId);
  return ask(invoke, coordinator, routes.acknowledgeEscalation, 200, {
    params: { caseId, number: '1' },
    body: { owner: subOf('caseworker@est'), until: soon(system.now()) },
  });
};

/** The team is told. */
const writingDownADeath =
  (route: 'interruptCase' | 'recordActivity'): Exercise =>
  async ({ system, invoke }) => {
    const { caseId } = await caseAt(system, 'follow-up');
    return route === 'interruptCase'
      ? ask(invoke, coordinator, routes.interruptCase, 202, {
          params: { caseId, interruption: 'close-now' },
          body: { reason: 'deceased' },
        })
      : ask(invoke, coordinator, routes.recordActivity, 201, {
          params: { caseId, activity: 'critical-event' },
          body: { kind: 'death', safeTonight: 'yes' },
        });
  };

/** A check that is asked for again, and a reason that is sealed. */
const correcting: Exercise = async ({ system, invoke }) => {
  const { caseId } = await caseAt(system, 'follow-up');
  const worker = await system.as(coordinator);
  const recorded = await worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'yes', way: 'phone' });
  const { activityId } = recorded.body as { activityId: string };
  const body = { reason: 'twice', note: 'Consigné deux fois.' };
  return ask(invoke, coordinator, routes.correctActivity, 200, { params: { caseId, activityId }, body });
};

/** Destroys the keys of all teams, so that the next who writes makes one; no function remembers any. */
const withoutTeamKeys = async ({ system }: Stage): Promise<void> => {
  const documents = system.documents();
  const { TableNames = [] } = await documents.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => name.includes('Keys'));
  const { Items = [] } = await documents.send(new ScanCommand({ TableName }));
  const ofTeams = Items.map((row) => String(row['pk'])).filter((pk) => pk.startsWith('TEAM#'));
  for (const pk of ofTeams) await documents.send(new DeleteCommand({ TableName, Key: { pk } }));
  await system.advanceClock('PT6M');
};

const session = ({ system }: Stage) => ({ date: soon(system.now()), themes: ['Prendre soin de soi'] });
const question = { text: 'Comment rester en lien?' };

/** What was sealed before is opened with a key that this function did not make: what it may not open, it leaves out. */
const opening =
  (user: string, path: `/v1/${string}`, body: (stage: Stage) => object, route: (typeof routes)[keyof typeof routes]) =>
  async (stage: Stage): Promise<string | undefined> => {
    const { status } = await (await stage.system.as(user)).post(path, body(stage));
    if (status !== 201) return `what was to be read was answered ${status}`;
    return ask(stage.invoke, user, route, 200);
  };

const sealingWithANewKey =
  (user: string, route: (typeof routes)[keyof typeof routes], body: (stage: Stage) => object) =>
  async (stage: Stage): Promise<string | undefined> => {
    await withoutTeamKeys(stage);
    return ask(stage.invoke, user, route, 201, { body: body(stage) });
  };

const plain =
  (user: string, route: (typeof routes)[keyof typeof routes], wanted: number, body?: object): Exercise =>
  ({ invoke }) =>
    ask(invoke, user, route, wanted, { ...colleague, ...(body && { body }) });

everyGrantIsNeeded(/^http\//, {
  'http/referrals': [referring],
  'http/outreach': [reachingOut, reachingOutAgain],
  'http/cases': [seeing(routes.listCases), seeing(routes.listCases, 'caseworker@est'), seeing(routes.readCase)],
  'http/completion': [
    completing('referral', 'accepted', 202),
    completing('needs-assessment', 'lost-touch', 200, { prefer: 'wait=10' }),
    completingAgain,
  ],
  'http/interruptions': [suspending, writingDownADeath('interruptCase')],
  'http/reopening': [reopening],
  'http/draft': [drafting, seeing(routes.readDraft)],
  'http/activities': [recording, writingDownADeath('recordActivity'), seeing(routes.listActivities)],
  'http/corrections': [correcting],
  'http/steps': [seeing(routes.listSteps)],
  'http/timeline': [seeing(routes.readTimeline)],
  'http/consents': [seeing(routes.listConsents)],
  'http/person': [seeing(routes.readPerson)],
  'http/worklist': [seeing(routes.readWorklist), seeing(routes.readWorklist, 'caseworker@est')],
  'http/today': [lookingAtTheDay(coordinator), lookingAtTheDay('caseworker@est')],
  'http/team': [seeing(routes.listTeam)],
  'http/pathways': [seeing(routes.listPathways), seeing(routes.readPathway)],
  // Of somebody who has nothing else to do here.
  'http/me': [seeing(routes.readAccount), plain('concertation-member@nord', routes.endSession, 200)],
  'http/absences': [beingAway],
  'http/escalations': [
    takingOn,
    plain(coordinator, routes.listEscalations, 200),
    plain(coordinator, routes.countEscalations, 200),
  ],
  'http/hours': [
    plain(coordinator, routes.readHours, 200),
    plain(coordinator, routes.setHours, 200, { opens: '08:30', closes: '16:30' }),
  ],
  'http/roster': [
    // One that is there already was written: another could not stand beside it.
    async ({ system, invoke }) => {
      const [evening, morning] = [soon(system.now()), dayAhead(system.now(), 8)];
      const asked = { member: subOf(coordinator), from: `${evening}T22:00:00Z`, until: `${morning}T12:00:00Z` };
      const listed = await (await system.as(coordinator)).get('/v1/roster');
      const { items } = listed.body as { items: readonly { entryId: string }[] };
      for (const { entryId } of items) await (await system.as(coordinator)).delete(`/v1/roster/${entryId}`);
      return ask(invoke, coordinator, routes.addToRoster, 201, { body: asked });
    },
  ],
  'http/notifications': [
    async ({ system, invoke }) => {
      await tell(system, 'caseworker@est');
      const body = { until: system.now() };
      return ask(invoke, 'caseworker@est', routes.readNotifications, 200, { body });
    },
    plain('caseworker@est', routes.listNotifications, 200),
  ],
  'http/clinical-sessions': [
    opening('supervisor@est', '/v1/clinical-sessions', session, routes.listSessions),
    sealingWithANewKey('supervisor@est', routes.writeSession, session),
  ],
  'http/clinical-advice': [
    opening('caseworker@est', '/v1/clinical-advice', () => question, routes.listAdvice),
    sealingWithANewKey('caseworker@est', routes.askAdvice, () => question),
  ],
  'http/executions': [
    seeing(routes.listExecutions, administrator),
    seeing(routes.readExecution, administrator),
    redriving,
  ],
});
