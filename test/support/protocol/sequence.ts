import { setImmediate as turn } from 'node:timers/promises';
import type { Changed } from '../../../shared/cases/read-case.ts';
import type { IdempotencyKey } from '../../../shared/cases/idempotency.ts';
import { WriteRefusedError } from '../../../shared/store/write-refused.ts';
import type { WaitAnswer } from '../../../shared/conductor/callbacks.ts';
import { choicesOf } from '../../../shared/domain/case/complete.ts';
import { entered } from '../../../workflows/catalogue.ts';
import type { Deed, Fate, Move } from './commands.ts';
import { Crash, throwAt, unhindered, type Hook } from './hook.ts';
import { ask, complete, finish, interrupt, refer, settle } from './play.ts';
import { refusal } from './refused.ts';
import type { Acknowledged } from './soundness.ts';
import type { Question } from './step-functions.ts';
import { openWorld, people, type Actor } from './world.ts';

const performers = [people.coordinator, people.caseworker, people.supervisor] as const;

/** The fates of deeds that run at the same time: each lingers at its points as long as it is told. */
const lingering = (steps: readonly number[]): Hook => {
  let passed = 0;
  return async () => {
    const turns = steps[passed % steps.length] ?? 0;
    passed += 1;
    for (let n = 0; n < turns; n += 1) await turn();
  };
};

const at = <T>(values: readonly T[], choice: number): T | undefined => values[choice % Math.max(1, values.length)];

/** Nothing that is thrown on purpose is an error of the test. */
const survive = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Crash) && !(error instanceof WriteRefusedError)) throw error;
  });
};

/** One case, and all that happens to it. */
export const openSequence = async () => {
  const world = await openWorld();
  const { sfn } = world;
  const caseId = await refer(world);
  const acknowledged: Acknowledged[] = [];
  const answered: { readonly first: Changed; readonly again: () => Promise<Changed> }[] = [];
  const asked: Question[] = [];
  const sent: { readonly token: string; readonly answer: WaitAnswer }[] = [];
  let serial = 0;

  const actor = (hook: Hook): Actor =>
    world.actor(hook, {
      callbacks: {
        callBack: async (token, answer) => {
          await hook('before callback');
          sent.push({ token, answer });
          const delivery = await sfn.callBack(token, answer);
          await hook('after callback');
          return delivery;
        },
      },
    });

  const nextKey = (): IdempotencyKey => {
    serial += 1;
    return { hash: `key-${serial}`, fingerprint: `body-${serial}` };
  };

  /** A client sends until it is answered, under one key: what died is sent again by a healthy process. */
  const insist = async (hook: Hook, send: (by: Actor, key: IdempotencyKey) => Promise<Changed>) => {
    const key = nextKey();
    const again = () => send(actor(unhindered), key);
    let changed: Changed | undefined;
    const outcome = refusal(
      send(actor(hook), key)
        .catch((error: unknown) => {
          if (error instanceof Crash) return again();
          throw error;
        })
        .then((done) => {
          changed = done;
        }),
    );
    await outcome;
    if (changed) answered.push({ first: changed, again });
    return changed;
  };

  const completeStep = async (hook: Hook, { choice, by }: Extract<Deed, { kind: 'complete' }>): Promise<void> => {
    const found = await world.read(caseId);
    const name = at(choicesOf(entered, found.step.id), choice)?.name;
    const sub = performers[by] ?? people.coordinator;
    if (name === undefined) return;
    const changed = await insist(hook, (one, key) => complete(one, found, name, { sub, key }));
    if (changed) acknowledged.push({ visit: found.step.visit, step: found.step.id, outcome: name, by: sub });
  };

  const deliver = async (hook: Hook, choice: number): Promise<void> => {
    const question = at(sfn.questions(), choice);
    if (question) {
      asked.push(question);
      return survive(ask(world, actor(hook), question));
    }
    const ending = at(sfn.endings(), choice);
    if (ending) await survive(finish(world, actor(hook), ending));
  };

  const redrive = async (hook: Hook): Promise<void> => {
    const found = await world.read(caseId);
    if (found.status === 'closed') return;
    await survive(actor(hook).renew(found, { cause: 'administrator', actor: people.administrator, reason: 'test' }));
  };

  const recordActivity = async (hook: Hook): Promise<void> => {
    const answers = () => ({ kind: 'food' });
    const command = { caseId, sub: people.caseworker, activity: 'urgent-help', answers, key: nextKey() };
    await refusal(
      actor(hook)
        .recordActivity(command)
        .catch((error: unknown) => {
          if (error instanceof Crash) return actor(unhindered).recordActivity(command);
          throw error;
        }),
    );
  };

  const perform = async (hook: Hook, deed: Deed): Promise<void> => {
    const sub = people.coordinator;
    switch (deed.kind) {
      case 'complete':
        return completeStep(hook, deed);
      case 'interrupt':
        await insist(hook, (one, key) => interrupt(one, { caseId }, deed.name, { key }));
        return;
      case 'resume':
        await insist(hook, (one, key) => one.resume({ caseId, sub, key }));
        return;
      case 'reopen':
        await insist(hook, (one, key) => one.reopen({ caseId, sub, sent: () => ({}), key }));
        return;
      case 'activity':
        return recordActivity(hook);
      case 'redrive':
        return redrive(hook);
      case 'deliver':
        return deliver(hook, deed.choice);
      case 'zombie': {
        // The latest ones are the likeliest to do harm.
        const question = at(asked.slice(-3), deed.choice);
        return question && survive(actor(hook).openStep(question.command));
      }
      case 'sweep':
        return survive(actor(hook).sweep());
    }
  };

  const hookOf = (fate: Fate): Hook => (fate ? throwAt(fate.point, new Crash(fate.point), fate.nth) : unhindered);

  const stop = async (choice: number, isTold: boolean): Promise<void> => {
    const name = at(sfn.running(), choice);
    if (name === undefined) return;
    sfn.stop(name, 'failed');
    if (isTold) await world.actor().noteEnded({ detail: { name, status: 'FAILED' } });
  };

  const make = async (move: Move): Promise<void> => {
    switch (move.kind) {
      case 'alone':
        return perform(hookOf(move.fate), move.deed);
      case 'together': {
        const [first, second] = move.deeds;
        const half = move.steps.length / 2;
        const hooks = [lingering(move.steps.slice(0, half)), lingering(move.steps.slice(half))] as const;
        await Promise.all([perform(hooks[0], first), perform(hooks[1], second)]);
        return;
      }
      case 'echo': {
        const callback = at(sent, move.choice);
        if (callback) await sfn.callBack(callback.token, callback.answer);
        return;
      }
      case 'stop':
        return stop(move.choice, move.isTold);
      case 'aws-redrive': {
        const name = at(sfn.names(), move.choice);
        if (name !== undefined) sfn.redrive(name);
        return;
      }
      case 'settle':
        return settle(world);
      case 'pass':
        world.pass(move.milliseconds);
    }
  };

  return { world, caseId, make, acknowledged, answered };
};
