import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';
import { allExecutions, historyOf, shownOf } from '../../support/executions.ts';
import { makeMarkers, textsIn } from '../../support/markers.ts';
import { caseIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { actionOf, look, send } from '../../support/walk.ts';

/** Every step of PIVOT, most of them by more than one way. */
const walk = [
  'accepted',
  'not-now',
  'reached',
  'not-now',
  'reached',
  'agreed',
  'lost-touch',
  'not-now',
  'back',
  'reassess',
  'done',
  'agreed-with-youth',
  'continue',
  'revise-plan',
  'keep-close-without-plan',
  'handed-over',
  'keep-going',
  'wind-down',
  'propose',
];

let system: System;
let coordinator: Session;
let supervisor: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  supervisor = await system.as('supervisor@est');
});
afterAll(() => system.stop());

/** What an execution may know: ids of steps and outcomes. */
const codes = [
  ...Object.keys(pivotV1.steps),
  ...Object.values(pivotV1.steps).flatMap(({ outcomes }) => Object.keys(outcomes)),
];

/** All that stands in all tables, as text. */
const everyRow = async (): Promise<string> => {
  const client = system.documents();
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const scans = TableNames.map(async (TableName) => {
    const rows: unknown[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) rows.push(...Items);
    return rows;
  });
  return JSON.stringify(await Promise.all(scans));
};

describe('the history of executions', () => {
  test('holds nothing of what people wrote or chose, nor do the tables in words that can be read', async () => {
    const markers = makeMarkers();
    const written: unknown[] = [];
    const person = {
      name: markers.next(),
      otherNames: [markers.next()],
      reach: [{ way: 'social', value: markers.next() }],
      ageBand: '22-25',
    };
    const request = { whyNow: ['leaving-detention'], urgency: 'today', personKnows: 'not-asked', note: markers.next() };
    written.push(person, request);
    let found = await system.refer({ person, request });

    const recordAll = async (who: Session): Promise<void> => {
      for (const { href, schema, example } of found.activities) {
        const body = markers.fill(schema, example);
        written.push(body);
        expect((await who.post(href, body)).status).toBe(201);
      }
    };

    for (const outcome of walk) {
      await recordAll(coordinator);
      const action = actionOf(await look(coordinator, found), outcome);
      const { outcome: _outcome, ...answers } = markers.fill(action.schema, action.example) as Record<string, unknown>;
      written.push(answers);
      found = caseIn(await send(coordinator, found, action, { answers }));
    }
    found = await look(supervisor, found);
    await recordAll(supervisor);
    const approved = actionOf(found, 'approved');
    found = caseIn(await send(supervisor, found, approved, { answers: { note: markers.next() } }));
    expect(found.status).toBe('closed');

    // A second case is kept as a draft, put aside, taken up again and withdrawn.
    const other = await system.refer({ person: { ...person, name: markers.next() } });
    const draft = { answers: { note: markers.next() } };
    expect((await coordinator.put(`/v1/cases/${other.caseId}/draft`, draft)).status).toBe(200);
    for (const name of ['suspend', 'resumption', 'withdraw']) {
      const offered = (await look(coordinator, other)).interruptions.find(({ interruption }) => interruption === name);
      const body = offered && markers.fill(offered.schema, offered.example);
      written.push(body);
      expect((await coordinator.post(offered?.href ?? '', body)).status).toBe(202);
      await system.runtime.clock.idle();
    }
    expect((await look(coordinator, other)).status).toBe('closed');

    const client = system.executions();
    const shown = (await Promise.all((await allExecutions(client)).map((arn) => shownOf(client, arn)))).join('\n');
    expect(shown).toContain(found.caseId);
    const isCode = (text: string) => codes.some((code) => code.includes(text));
    const silent = [...new Set([...markers.planted, ...textsIn(written)])].filter((text) => !isCode(text));
    expect(markers.planted.length).toBeGreaterThan(60);
    expect(silent.filter((text) => text.length > 3 && shown.includes(text))).toEqual([]);
    expect(shown).not.toContain(subOf('coordinator@est'));

    const rows = await everyRow();
    expect(rows).toContain(found.caseId);
    expect(markers.planted.filter((text) => rows.includes(text))).toEqual([]);
  });

  test('says of a task that failed its error’s code, without message or stack', async () => {
    const client = system.executions();
    const [execution = ''] = await allExecutions(client);
    const stateMachineArn = execution.replace(':execution:', ':stateMachine:').split(':').slice(0, 7).join(':');
    const ids = { caseId: 'no-such-case', generation: 'g', visit: 1, resumeAt: 'referral' };
    const { executionArn = '' } = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ contract: 1, ...ids }) }),
    );
    await system.advanceClock('P2D');
    const types = (await historyOf(client, executionArn)).map(({ type }) => type);
    expect(types).toContain('TaskFailed');
    expect(types.at(-1)).toBe('ExecutionFailed');
    expect(await shownOf(client, executionArn)).not.toMatch(/no such case|\.mjs|handler|\\n\s+at /);
  });
});
