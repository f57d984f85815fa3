import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Pathway, Step } from '../../../shared/domain/pathway/pathway.ts';
import { published } from '../../../workflows/catalogue.ts';
import { lintPathway } from '../../../workflows/lint/lint-pathway.ts';
import { noteForm, reasonForm, smallPathway, title } from './small-pathway.ts';

const stepOf = (id: string): Step => {
  const step = smallPathway.steps[id];
  if (!step) throw new Error(`the small pathway has no ${id}`);
  return step;
};
/** The small pathway with something wrong, also of a kind that the compiler would refuse. */
const broken = (change: object): Pathway => ({ ...smallPathway, ...change });
const brokenStep = (id: string, change: object): Pathway =>
  broken({ steps: { ...smallPathway.steps, [id]: { ...stepOf(id), ...change } } });
const brokenOutcome = (id: string, name: string, change: object): Pathway => {
  const outcomes: Readonly<Record<string, object>> = stepOf(id).outcomes;
  return brokenStep(id, { outcomes: { ...outcomes, [name]: { ...outcomes[name], ...change } } });
};
const brokenInterruption = (name: 'close-now' | 'suspend', change: object): Pathway =>
  broken({
    interruptions: { ...smallPathway.interruptions, [name]: { ...smallPathway.interruptions[name], ...change } },
  });
const brokenActivity = (name: string, change: object): Pathway =>
  broken({ activities: { ...smallPathway.activities, [name]: { ...smallPathway.activities[name], ...change } } });
const without = (record: Readonly<Record<string, unknown>>, key: string) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

const onlyRuleOf = (pathway: Pathway) => [
  ...new Set(lintPathway(pathway).map(({ rule, where }) => `${rule} ${where}`)),
];

test('a sound pathway has no finding', () => {
  expect(lintPathway(smallPathway)).toEqual([]);
});

test('published pathways have no finding', () => {
  expect(published.flatMap((pathway) => lintPathway(pathway))).toEqual([]);
});

const field = (schema: z.ZodType) => z.strictObject({ field: schema }).meta({ examples: [{ field: 'a' }] });
const answer = z.string().meta({ 'x-text': title });
const longForm = z
  .strictObject({ who: answer, where: answer, why: answer })
  .meta({ examples: [{ who: 'a', where: 'b', why: 'c' }] });
const leaving = {
  ...stepOf('support'),
  outcomes: { ...stepOf('support').outcomes, left: { title, to: 'end', reason: 'moved' } },
};
const turning = { ...stepOf('decision'), outcomes: { turn: { title, to: 'decision' } } };
const orphan = { ...stepOf('decision'), outcomes: { left: { title, to: 'end', reason: 'moved' } } };

describe('each rule refuses a pathway that breaks just it', () => {
  test.each<readonly [finding: string, pathway: Pathway]>([
    ['no-owner steps.support', brokenStep('support', { owner: undefined })],
    [
      'no-due-rule steps.support.due.light',
      brokenStep('support', { due: { ...stepOf('support').due, light: undefined } }),
    ],
    ['no-thread thread', broken({ thread: undefined })],
    [
      'no-thread thread',
      broken({ thread: { ...smallPathway.thread, ladder: { ...smallPathway.thread.ladder, light: [] } } }),
    ],
    ['orphan steps.lonely', broken({ steps: { ...smallPathway.steps, lonely: orphan } })],
    ['dead-end steps.decision', broken({ steps: { ...smallPathway.steps, support: leaving, decision: turning } })],
    ['unknown-target steps.consent.outcomes.declined', brokenOutcome('consent', 'declined', { to: 'nowhere' })],
    [
      'bad-name steps.consent.outcomes.withdraw',
      brokenOutcome('consent', 'withdraw', { title, to: 'end', reason: 'moved' }),
    ],
    ['bad-name steps.consent.outcomes.a"b', brokenOutcome('consent', 'a"b', { title, to: 'end', reason: 'moved' })],
    ['no-return reopening', broken({ reopening: [{ to: 'consent', when: { consent: ['S2'] } }] })],
    ['no-return reopening', broken({ reopening: [{ to: 'nowhere' }] })],
    ['scope-not-granted steps.support.needs.S2', broken({ reopening: [{ to: 'support' }] })],
    ['no-reason steps.consent.outcomes.declined', brokenOutcome('consent', 'declined', { reason: undefined })],
    ['no-reason steps.decision.outcomes.approved', brokenInterruption('close-now', { form: noteForm, sets: {} })],
    ['scope-not-granted steps.support.needs.S2', brokenOutcome('consent', 'agreed', { when: undefined })],
    ['scope-not-granted steps.support.needs.S3', brokenStep('support', { needs: ['S2', 'S3'] })],
    [
      'scope-not-granted steps.support.needs.S2',
      brokenInterruption('close-now', { to: 'support', form: noteForm, sets: {} }),
    ],
    ['help-hidden activities.urgent-help', broken({ activities: without(smallPathway.activities, 'urgent-help') })],
    ['help-hidden activities.contact', brokenActivity('contact', { needs: ['S1'] })],
    ['help-hidden activities.urgent-help', brokenActivity('urgent-help', { form: longForm })],
    ['help-hidden activities.critical-event', brokenActivity('critical-event', { roles: ['supervisor'] })],
    ['foreign-role steps.support.outcomes.done', brokenStep('support', { roles: ['police'] })],
    ['foreign-role interruptions.suspend', brokenInterruption('suspend', { roles: ['referrer'] })],
    ['normal-way-closed steps.decision', brokenOutcome('decision', 'approved', { when: { consent: ['S7'] } })],
    [
      'normal-way-closed steps.support',
      brokenOutcome('support', 'done', { when: { attempts: { count: 2, ways: 1, days: 3 } } }),
    ],
    [
      'unknown-field steps.support.outcomes.done.sets.nextDue',
      brokenStep('support', { sets: { closureReason: 'reason', nextDue: 'nope' } }),
    ],
    ['unknown-field activities.contact.moves', brokenActivity('contact', { moves: { reached: 'nope', way: 'way' } })],
    [
      'unknown-field interruptions.suspend.sets.intensity',
      brokenInterruption('suspend', { form: reasonForm, sets: { intensity: 'reason' } }),
    ],
    ['missing-text steps.support', brokenStep('support', { title: { fr: 'Soutien', en: ' ' } })],
    ['missing-text interruptions.suspend', brokenInterruption('suspend', { title: { fr: 'Suspendre' } })],
    ['field-without-title steps.decision.form.field', brokenStep('decision', { form: field(z.string()) })],
    [
      'option-without-label steps.decision.form.field.b',
      brokenStep('decision', { form: field(z.enum(['a', 'b']).meta({ 'x-text': title, 'x-options': { a: title } })) }),
    ],
    [
      'no-valid-example steps.decision.form',
      brokenStep('decision', { form: field(z.number().meta({ 'x-text': title })) }),
    ],
    ['no-valid-example steps.decision.form', brokenStep('decision', { form: z.strictObject({}) })],
  ])('%s', (finding, pathway) => {
    expect(onlyRuleOf(pathway)).toEqual([finding]);
  });
});

test('a question asked again takes its scope away until an outcome asks for it', () => {
  const asked = brokenOutcome('consent', 'agreed', { when: undefined });

  expect(lintPathway(asked)).toEqual([
    {
      rule: 'scope-not-granted',
      where: 'steps.support.needs.S2',
      text: { fr: 'Un chemin y mène sans cette portée', en: 'A way leads here without this scope' },
    },
  ]);
});
