import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { published } from '../../../workflows/catalogue.ts';
import { compileToAsl } from '../../../workflows/compile/compile-to-asl.ts';
import type { TaskState } from '../../../workflows/compile/state-machine.ts';
import { edgesOf } from '../../../workflows/edges.ts';
import { smallPathway } from './small-pathway.ts';
import { walk } from './walker.ts';

const carried = { caseId: 'case-1', generation: 'generation-1', visit: 7 };
const ids = { contract: 1, caseId: 'case-1', generation: 'generation-1' };
const order = { redrive: 0, entered: '2026-03-09T14:30:00.000Z', retry: 0 };
const opening = (step: string, visit: number) => ({
  state: step,
  payload: { ...ids, visit, step, token: 'token-1', order },
});
const closing = (visit: number) => [{ state: 'close-case', payload: { ...ids, visit } }, { state: 'closed' }];
const arriving = (to: string, visit: number) =>
  to === 'end' ? closing(visit) : to === 'superseded' ? [{ state: 'superseded' }] : [opening(to, visit)];

describe.each([...published, smallPathway].map((pathway) => [`${pathway.name} v${pathway.version}`, pathway] as const))(
  '%s',
  (_, pathway) => {
    const machine = compileToAsl(pathway);
    const tasks = Object.values(machine.States).filter((state): state is TaskState => state.Type === 'Task');
    const run = (resumeAt: string, ...results: readonly object[]) => walk(machine, { ...carried, resumeAt }, results);

    test.each(edgesOf(pathway).map(({ from, name, to }) => [from, name, to] as const))(
      'from %s, %s leads to %s at the next visit',
      async (from, name, to) => {
        expect(await run(from, { outcome: name })).toEqual([opening(from, 7), ...arriving(to, 8)]);
      },
    );

    test.each(Object.entries(pathway.interruptions).map(([name, { to }]) => [name, to] as const))(
      'while suspended, %s leads to %s',
      async (name, to) => {
        expect(await run('suspended', { outcome: name })).toEqual([opening('suspended', 7), ...arriving(to, 8)]);
      },
    );

    test.each(Object.keys(pathway.steps))('a suspension in %s ends in it, two visits later', async (step) => {
      expect(await run(step, { outcome: 'suspend' }, { outcome: 'resume', resumeAt: step })).toEqual([
        opening(step, 7),
        opening('suspended', 8),
        opening(step, 9),
      ]);
    });

    test.each([...Object.keys(pathway.steps), 'suspended'])(
      'in %s, superseded and nonsense end the execution',
      async (step) => {
        expect(await run(step, { outcome: 'superseded' })).toEqual([opening(step, 7), { state: 'superseded' }]);
        expect(await run(step, { outcome: 'nonsense' })).toEqual([opening(step, 7), { state: 'unknown-outcome' }]);
      },
    );

    test.each([{ resumeAt: 'nowhere' }, { resumeAt: '' }, {}])('an entry at %j fails at once', async (entry) => {
      expect(await walk(machine, { ...carried, ...entry }, [])).toEqual([{ state: 'unknown-outcome' }]);
    });

    test('the validator of Amazon States Language finds it sound', () => {
      const { isValid, errorsText } = validate(structuredClone(machine));

      expect(isValid ? '' : errorsText()).toBe('');
    });

    test('no state waits against a clock, and every function is tried patiently', () => {
      expect(tasks.flatMap((task) => Object.keys(task)).filter((key) => /Timeout|Heartbeat/.test(key))).toEqual([]);
      expect(new Set(tasks.map(({ Retry }) => JSON.stringify(Retry))).size).toBe(1);
      expect(tasks[0]?.Retry[0]).toMatchObject({ MaxAttempts: 20, MaxDelaySeconds: 300, JitterStrategy: 'FULL' });
    });

    test('payloads carry ids and codes, and nothing that is written down', () => {
      expect([...new Set(tasks.flatMap((task) => Object.keys(task.Arguments.Payload)))].sort()).toEqual(
        ['caseId', 'contract', 'generation', 'order', 'step', 'token', 'visit'].sort(),
      );
    });
  },
);

test('a case walks from the referral to the closure in eight visits', async () => {
  const [pivot] = published;
  if (!pivot) throw new Error('nothing is published');
  const outcomes = ['accepted', 'reached', 'agreed', 'done', 'agreed-with-youth', 'wind-down', 'propose', 'approved'];
  const seen = await walk(
    compileToAsl(pivot),
    { ...carried, visit: 1, resumeAt: 'referral' },
    outcomes.map((outcome) => ({ outcome })),
  );

  expect(seen.map(({ state }) => state)).toEqual([
    'referral',
    'first-contact',
    'consent',
    'needs-assessment',
    'support-plan',
    'follow-up',
    'closure',
    'closure-decision',
    'close-case',
    'closed',
  ]);
});
