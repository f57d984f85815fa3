import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../shared/api/routes.ts';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { startDeployed, type Deployed } from '../support/deployed/start-deployed.ts';
import { folderOf } from '../support/deployed/sandboxes.ts';
import { caseIn, type Session } from '../support/session.ts';
import { resourcesOf } from '../support/template.ts';
import { look, send } from '../support/walk.ts';
import { callEveryRoute } from './every-route.ts';
import { makeOwed, settled } from './owed.ts';

// Real time, and nothing that depends on the day. A minute and a half alone; the limits are for what hangs.

let deployed: Deployed;
beforeAll(async () => {
  deployed = await startDeployed();
});
afterAll(() => deployed.system.stop());

/** Takes the way out that leads where the case has been the least: it knows no step. */
const walkOn = async (session: Session, found: CaseView, seen: Map<string, number>): Promise<CaseView | undefined> => {
  const { step, version, caseId } = await look(session, found);
  const times = ({ next }: { readonly next: string }): number => seen.get(next) ?? 0;
  const [action] = [...step.actions].sort((one, other) => times(one) - times(other));
  if (!action) return undefined;
  seen.set(action.next, times(action) + 1);
  return caseIn(await send(session, { ...found, caseId, version }, action));
};

describe('as deployed', () => {
  test('a case goes from its referral to its closure by following links', async () => {
    const { system } = deployed;
    const team = await Promise.all(['coordinator@est', 'supervisor@est'].map(system.as));
    let found = await system.refer();
    const seen = new Map([[found.step.id, 1]]);
    for (let turns = 0; found.status !== 'closed' && turns < 40; turns += 1) {
      const before = found;
      for (const session of team) found = (await walkOn(session, found, seen)) ?? found;
      expect(found).not.toBe(before);
    }
    expect(found.status).toBe('closed');
  }, 240_000);

  test('every sweep and every event does what it is for, each that comes within minutes called by its schedule or rule', async () => {
    const { system } = deployed;
    const owed = await makeOwed(system);
    await callEveryRoute(system);
    expect(await settled(system, owed)).toEqual([]);
  }, 240_000);

  test('a night’s audit finds all of it as it was written', async () => {
    const [audit] = resourcesOf('AWS::Lambda::Function').filter(
      ({ properties }) => folderOf({ handler: String(properties['Handler']) }) === 'sweeps/audit',
    );
    expect(await deployed.system.runtime.invoke(audit?.id ?? '', {})).toMatchObject({ ok: true, value: { found: 0 } });
  }, 60_000);

  test('every route was answered as it promises', () => {
    const { answered } = deployed.sandboxes;
    const missing = Object.entries(routes).filter(
      ([, route]) =>
        !answered.some(
          ({ routeKey, status }) => routeKey === `${route.method} ${route.path}` && status in route.answers,
        ),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test('every function of the template was invoked', () => {
    const folders = resourcesOf('AWS::Lambda::Function').map(({ properties }) =>
      folderOf({ handler: String(properties['Handler']) }),
    );
    expect(folders.filter((folder) => !deployed.sandboxes.invoked.has(folder))).toEqual([]);
  });

  test('nothing went wrong that nobody saw', () => {
    expect(deployed.findings()).toEqual([]);
  });
});
