import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Form } from '../../../shared/domain/pathway/form.ts';
import type { Outcome, Pathway } from '../../../shared/domain/pathway/pathway.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';

const pivot: Pathway = pivotV1;
const stepOf = (id: string) => {
  const step = pivot.steps[id];
  if (!step) throw new Error(`PIVOT has no step ${id}`);
  return step;
};
const required = (form: Form): readonly string[] =>
  z.object({ required: z.array(z.string()).default([]) }).parse(z.toJSONSchema(form)).required;

/* Written by hand from the program's table of steps: what is asked, and nothing more. */

test.each([
  ['referral', ['intensity', 'responsible']],
  ['first-contact', ['way', 'told']],
  ['consent', ['limitsExplained', 'participation', 'needsTalk', 'safeWay', 'neverWay', 'given']],
  ['needs-assessment', ['ownWords', 'priorities', 'safeToday']],
  ['support-plan', ['goals', 'reviewDate', 'youthAgrees']],
  ['follow-up', ['goals', 'intensity', 'nextReview']],
  ['re-engagement', ['nextBy', 'nextTry']],
  ['closure', ['reason', 'youthView', 'door']],
  ['closure-decision', []],
])('the step %s asks for %j', (id, fields) => {
  expect(required(stepOf(id).form)).toEqual(fields);
});

test.each([
  ['referral', 'oriented-elsewhere', ['reason']],
  ['referral', 'not-retained', ['reason']],
  ['referral', 'same-person', ['reason']],
  ['first-contact', 'not-now', ['way', 'told', 'nextTry']],
  ['first-contact', 'declined', ['way', 'told']],
  ['first-contact', 'not-found', []],
  ['consent', 'not-now', ['talkAgain']],
  ['consent', 'lost-touch', []],
  ['consent', 'declined', []],
  ['needs-assessment', 'lost-touch', []],
  ['support-plan', 'keep-close-without-plan', ['reviewDate']],
  ['support-plan', 'lost-touch', []],
  ['follow-up', 'revise-plan', []],
  ['follow-up', 'reassess', []],
  ['follow-up', 'lost-touch', []],
  ['follow-up', 'wind-down', []],
  ['follow-up', 'handed-over', ['organisation']],
  ['re-engagement', 'back', []],
  ['re-engagement', 'back-renew', []],
  ['re-engagement', 'no-contact', []],
  ['closure', 'keep-going', []],
  ['closure', 'try-again', []],
  ['closure-decision', 'keep-going', ['reason']],
  ['closure-decision', 'to-complete', ['reason']],
])('from %s, %s asks for %j', (id, name, fields) => {
  const outcome: Outcome | undefined = new Map(Object.entries(stepOf(id).outcomes)).get(name);

  expect(outcome?.form && required(outcome.form)).toEqual(fields);
});

test('no other outcome has a form of its own', () => {
  const own = Object.values(pivot.steps).flatMap(({ outcomes }) => Object.values(outcomes).filter(({ form }) => form));

  expect(own).toHaveLength(24);
});

test('the referrer is asked for three things about the request', () => {
  expect(required(pivot.intake.form)).toEqual(['whyNow', 'urgency', 'personKnows']);
});

test.each([
  ['contact', ['reached', 'way']],
  ['urgent-help', ['kind']],
  ['critical-event', ['kind', 'safeTonight']],
])('%s asks for %j, needs no scope and is open to the whole team', (name, fields) => {
  const activity = pivot.activities[name];

  expect(activity && required(activity.form)).toEqual(fields);
  expect(activity?.needs).toBeUndefined();
  expect(activity?.roles).toEqual(['caseworker', 'coordinator', 'supervisor']);
});

test.each([
  ['referral', 'referral', 'coordinator', ['coordinator'], []],
  ['first-contact', 'referral', 'caseworker', ['caseworker', 'coordinator'], []],
  ['consent', 'consent', 'caseworker', ['caseworker', 'coordinator'], []],
  ['needs-assessment', 'assessment', 'caseworker', ['caseworker', 'coordinator'], ['S2', 'S3']],
  ['support-plan', 'plan', 'caseworker', ['caseworker', 'coordinator'], ['S2']],
  ['follow-up', 'follow-up', 'caseworker', ['caseworker', 'coordinator'], ['S2']],
  ['re-engagement', 'follow-up', 'caseworker', ['caseworker', 'coordinator'], []],
  ['closure', 'closure', 'caseworker', ['caseworker', 'coordinator'], []],
  ['closure-decision', 'closure', 'supervisor', ['supervisor', 'coordinator'], []],
])('%s is in the phase %s, owed by the %s, done by %j, and needs %j', (id, phase, owner, roles, needs) => {
  expect(stepOf(id)).toMatchObject({ phase, owner, roles, needs });
});

test.each([
  ['referral', ['PT1H', 'P1D', 'P1D', 'P1D']],
  ['first-contact', ['PT24H', 'PT48H', 'PT72H', 'P5D']],
  ['consent', ['P14D', 'P14D', 'P14D', 'P14D']],
  ['needs-assessment', ['P7D', 'P14D', 'P14D', 'P14D']],
  ['support-plan', ['P30D', 'P30D', 'P30D', 'P30D']],
  ['follow-up', ['P14D', 'P30D', 'P60D', 'P90D']],
  ['re-engagement', ['P3D', 'P3D', 'P3D', 'P3D']],
  ['closure', ['P10D', 'P10D', 'P10D', 'P10D']],
  ['closure-decision', ['P5D', 'P5D', 'P5D', 'P5D']],
])('%s is due in %j, from intensive to light', (id, durations) => {
  expect(Object.values(stepOf(id).due).map((due) => due.in)).toEqual(durations);
});

test('only the first contact counts from the receipt', () => {
  expect(Object.entries(pivot.steps).flatMap(([id, { from }]) => (from ? [[id, from]] : []))).toEqual([
    ['first-contact', 'receipt'],
  ]);
});

/** Where the contact clock asks for the same thing as the step does. */
const contactSteps = ['first-contact', 're-engagement'];

test('only the ladder of the thread climbs, and a step that is a contact has none of its own', () => {
  const rungs = (ladder: Pathway['thread']['ladder']) =>
    Object.values(ladder).map((all) => all.map(({ rung }) => rung));

  expect(rungs(pivot.thread.ladder)).toEqual(
    Array.from({ length: 4 }, () => ['due-soon', 'due', 'backup-and-coordinator', 'direction']),
  );
  for (const [step, { ladder }] of Object.entries(pivot.steps)) {
    const own = contactSteps.includes(step) ? [] : ['due-soon', 'due'];
    expect([step, rungs(ladder)]).toEqual([step, Array.from({ length: 4 }, () => own)]);
  }
});

describe('outcomes lead where the table says, the normal one first', () => {
  test.each([
    [
      'referral',
      'accepted → first-contact, met-in-person → consent, oriented-elsewhere → end, not-retained → end, same-person → end',
    ],
    ['first-contact', 'reached → consent, not-now → first-contact, declined → end, not-found → closure'],
    [
      'consent',
      'agreed → needs-assessment, agreed-without-assessment → support-plan, not-now → first-contact, lost-touch → re-engagement, declined → end',
    ],
    ['needs-assessment', 'done → support-plan, enough-for-now → support-plan, lost-touch → re-engagement'],
    ['support-plan', 'agreed-with-youth → follow-up, keep-close-without-plan → follow-up, lost-touch → re-engagement'],
    [
      'follow-up',
      'continue → follow-up, revise-plan → support-plan, reassess → needs-assessment, lost-touch → re-engagement, wind-down → closure, handed-over → closure',
    ],
    ['re-engagement', 'back → follow-up, back-renew → consent, not-now → re-engagement, no-contact → closure'],
    ['closure', 'propose → closure-decision, keep-going → follow-up, try-again → re-engagement'],
    ['closure-decision', 'approved → end, keep-going → re-engagement, to-complete → closure'],
  ])('%s', (id, table) => {
    const ways = Object.entries(stepOf(id).outcomes).map(([name, { to }]) => `${name} → ${to}`);

    expect(ways.join(', ')).toBe(table);
  });
});

test('guards stand where the table says, and nowhere else', () => {
  const guards = Object.entries(pivot.steps).flatMap(([id, { outcomes }]) =>
    Object.entries(outcomes).flatMap(([name, { when }]) => (when ? [[`${id}.${name}`, when]] : [])),
  );

  expect(Object.fromEntries(guards)).toEqual({
    'first-contact.not-found': { attempts: { count: 6, ways: 3, days: 30 } },
    'consent.agreed': { consent: ['S2', 'S3'] },
    'consent.agreed-without-assessment': { consent: ['S2'] },
    'follow-up.reassess': { consent: ['S3'] },
    're-engagement.back': { consent: ['S2'] },
    're-engagement.no-contact': { attempts: { count: 16, ways: 2, days: 60 } },
    'closure.keep-going': { consent: ['S2'] },
    'closure-decision.approved': { actor: 'not-proposer' },
    'closure-decision.keep-going': { actor: 'not-proposer' },
    'closure-decision.to-complete': { actor: 'not-proposer' },
  });
});

test('a closed case comes back to the follow-up while participation is agreed, else to the consent', () => {
  expect(pivot.reopening).toEqual([{ to: 'follow-up', when: { consent: ['S2'] } }, { to: 'consent' }]);
});

test('interruptions stand in the order of their strength', () => {
  expect(Object.entries(pivot.interruptions).map(([name, { to }]) => `${name} → ${to}`)).toEqual([
    'withdraw → end',
    'close-now → closure-decision',
    'cancel → end',
    'suspend → suspended',
    'migrate → superseded',
    'roll-over → superseded',
  ]);
});
