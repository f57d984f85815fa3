import { choicesOf } from '../../../shared/domain/case/complete.ts';
import { suspendedStep } from '../../../shared/domain/case/lead.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { examplesOf, type Form } from '../../../shared/domain/pathway/form.ts';
import type { InterruptionName } from '../../../shared/domain/vocabulary.ts';
import type { IdempotencyKey } from '../../../shared/cases/idempotency.ts';
import type { Changed } from '../../../shared/cases/read-case.ts';
import { entered } from '../../../workflows/catalogue.ts';
import { minute, people, type Actor, type World } from './world.ts';
import type { Ending, Question } from './step-functions.ts';

const exampleOf = (form: Form): Record<string, unknown> => ({ ...(examplesOf(form)[0] as Record<string, unknown>) });

/** The answers of an outcome's example, with colleagues who exist. */
const answersFor = (step: string, outcome: string): Record<string, unknown> => {
  const choice = choicesOf(entered, step).find(({ name }) => name === outcome);
  if (!choice) throw new Error(`${step} has no outcome ${outcome}`);
  const { form, sets = {} } = choice.completion;
  const named = [sets.responsible, sets.second].filter((field) => field !== undefined);
  return { ...exampleOf(form), ...Object.fromEntries(named.map((field) => [field, people.caseworker])) };
};

const answersOfInterruption = (name: InterruptionName): Record<string, unknown> => {
  const { form } = entered.interruptions[name];
  return form ? exampleOf(form) : {};
};

type Options = { readonly sub?: string; readonly key?: IdempotencyKey | undefined; readonly version?: number };

/** Completes the step that `found` shows. */
export const complete = (
  { complete: run }: Pick<Actor, 'complete'>,
  found: Case,
  outcome: string,
  { sub = people.coordinator, key, version = found.version }: Options = {},
): Promise<Changed> =>
  run({
    caseId: found.caseId,
    sub,
    version,
    sent: () => ({ outcome, answers: answersFor(found.step.id, outcome) }),
    key,
  });

export const interrupt = (
  { interrupt: run }: Pick<Actor, 'interrupt'>,
  { caseId }: Pick<Case, 'caseId'>,
  interruption: InterruptionName,
  { sub = people.coordinator, key }: Options = {},
): Promise<Changed> => run({ caseId, sub, interruption, answers: () => answersOfInterruption(interruption), key });

/** A function is called with a question, and Step Functions hears how it went. */
export const ask = async ({ sfn }: World, { openStep }: Pick<Actor, 'openStep'>, question: Question): Promise<void> => {
  await openStep(question.command).then(
    () => {
      sfn.returned(question);
    },
    (error: unknown) => {
      sfn.failed(question);
      throw error;
    },
  );
};

export const finish = async (
  { sfn }: World,
  { closeCase }: Pick<Actor, 'closeCase'>,
  ending: Ending,
): Promise<void> => {
  await closeCase({ contract: 1, caseId: ending.caseId, generation: ending.generation, visit: 1 });
  sfn.closed(ending);
};

/** Step Functions carries on until every execution waits for a person or has ended. */
export const settle = async (world: World, actor: Actor = world.actor()): Promise<void> => {
  for (;;) {
    const questions = world.sfn.questions();
    const endings = world.sfn.endings();
    if (questions.length + endings.length === 0) return;
    for (const question of questions) await ask(world, actor, question);
    for (const ending of endings) await finish(world, actor, ending);
  }
};

/** Sweeps and lets time pass until nothing is owed any more, as an hour does. */
export const recover = async (world: World): Promise<void> => {
  const actor = world.actor();
  for (let n = 0; n < 6; n += 1) {
    await settle(world, actor);
    world.pass(2 * minute);
    await actor.sweep();
  }
  await settle(world, actor);
};

/** A new case, its first step asked for but not open. */
export const refer = async (world: World, actor: Actor = world.actor()): Promise<string> => {
  const list = () => world.lists.ofAttention({ before: '\uffff', limit: 500 });
  const before = new Set((await list()).map(({ caseId }) => caseId));
  await actor.refer({
    sub: people.referrer,
    sent: () => ({
      person: { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' },
      request: exampleOf(entered.intake.form),
    }),
    key: undefined,
  });
  const listed = (await list()).find(({ caseId }) => !before.has(caseId));
  if (!listed) throw new Error('the referral opened no case');
  return listed.caseId;
};

/** The shortest ways to steps that differ to the protocol: by outcomes from the first step on. */
const ways: Readonly<Record<string, readonly string[]>> = {
  referral: [],
  consent: ['met-in-person'],
  'needs-assessment': ['met-in-person', 'agreed'],
  'follow-up': ['met-in-person', 'agreed', 'done', 'agreed-with-youth'],
  'closure-decision': ['met-in-person', 'agreed', 'done', 'agreed-with-youth', 'wind-down', 'propose'],
};

/** A case at an open step. */
export const caseAt = async (world: World, step: string): Promise<Case> => {
  const caseId = await refer(world);
  await settle(world);
  for (const outcome of ways[step] ?? []) {
    await complete(world.actor(), await world.read(caseId), outcome);
    await settle(world);
  }
  const found = await world.read(caseId);
  if (found.step.id !== step || found.step.state !== 'open') throw new Error(`the case did not come to ${step}`);
  return found;
};

/** A suspended case, away from a step. */
export const suspendedFrom = async (world: World, step: string): Promise<Case> => {
  const found = await caseAt(world, step);
  await interrupt(world.actor(), found, 'suspend');
  await settle(world);
  const suspended = await world.read(found.caseId);
  if (suspended.step.id !== suspendedStep) throw new Error('the case is not suspended');
  return suspended;
};
