import { describe, expect, test } from '@jest/globals';
import { caseSchema, machineOf, type Case } from '../../../shared/domain/case/case.ts';
import {
  choiceRefusal,
  choicesOf,
  complete,
  completionRefusal,
  consentsAfter,
} from '../../../shared/domain/case/complete.ts';
import type { Answers } from '../../../shared/domain/case/step-record.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';
import { aCase, aThread, dayAfter } from './a-case.ts';

const choiceOf = (step: string, outcome: string) => {
  const choice = choicesOf(pivotV1, step).find(({ name }) => name === outcome);
  if (!choice) throw new Error(`no ${outcome} at ${step}`);
  return choice;
};

const at = (step: string, changes: Partial<Case> = {}): Case =>
  aCase({ ...changes, step: { id: step, visit: 4, state: 'open', openedAt: dayAfter(0), dueAt: dayAfter(3) } });

const now = dayAfter(2);
const completed = (found: Case, outcome: string, answers: Answers = {}): Case =>
  complete(found, choiceOf(found.step.id, outcome), { answers, actor: 'me', now }, (day) => `${day}T21:00:00.000Z`);

describe('the ways out of a step', () => {
  test('come in the order of the pathway, the normal one first, and none from a step that is not there', () => {
    expect(choicesOf(pivotV1, 'first-contact').map(({ name }) => name)).toEqual([
      'reached',
      'not-now',
      'declined',
      'not-found',
    ]);
    expect(choicesOf(pivotV1, 'nowhere')).toEqual([]);
  });

  test('take the step’s form and effects, unless they have their own', () => {
    expect(choiceOf('consent', 'agreed').completion.grants).toEqual({ participation: 'S2', needsTalk: 'S3' });
    expect(choiceOf('consent', 'declined').completion.grants).toBeUndefined();
    expect(choiceOf('first-contact', 'not-now').completion.sets).toEqual({
      nextDue: 'nextTry',
      nextContact: 'nextTry',
    });
  });
});

describe('consents', () => {
  const grants = { participation: 'S2', needsTalk: 'S3' } as const;

  test.each([
    [
      { participation: 'yes', needsTalk: 'no' },
      { S2: 'given', S3: 'refused' },
    ],
    [{ participation: 'yes', needsTalk: 'later' }, { S2: 'given' }],
    [{}, {}],
  ])('after %j are %j', (answers, consents) => {
    expect(consentsAfter({}, grants, answers)).toEqual(consents);
  });

  test('stay what they were where a form does not ask, and `later` takes nothing back', () => {
    expect(consentsAfter({ S1: 'given', S2: 'given' }, grants, { participation: 'later' })).toEqual({
      S1: 'given',
      S2: 'given',
    });
    expect(consentsAfter({ S2: 'given' }, undefined, { participation: 'no' })).toEqual({ S2: 'given' });
  });
});

describe('a completion is refused', () => {
  test.each([
    ['a case that has ended', aCase({ status: 'closed' }), 2, 'case-closed'],
    ['a case that is ending', aCase({ status: 'closing' }), 2, 'case-closed'],
    ['a version that is not the case’s', aCase(), 1, 'version-changed'],
    [
      'a step that is not open yet',
      aCase({ status: 'starting', step: { id: 'referral', visit: 1, state: 'opening' } }),
      2,
      'step-not-open',
    ],
    ['nothing else', aCase(), 2, undefined],
  ] as const)('for %s', (_what, found, version, refusal) => {
    expect(completionRefusal(found, version)).toBe(refusal);
  });

  test('when the answers themselves refuse the scope that the way needs', () => {
    const refusal = (answers: Answers) =>
      choiceRefusal(at('consent'), aThread(), choiceOf('consent', 'agreed'), {
        answers,
        actor: 'me',
        now,
        dayOf: (at) => at.slice(0, 10),
      });
    expect(refusal({ participation: 'yes', needsTalk: 'yes' })).toBeUndefined();
    expect(refusal({ participation: 'yes', needsTalk: 'no' })).toBe('guard-consent');
  });
});

describe('a completed step', () => {
  test('waits for its execution with the outcome recorded, the version raised and a debt', () => {
    const next = completed(at('referral'), 'accepted', { intensity: 'intensive', responsible: 'w' });
    expect(next).toMatchObject({
      status: 'open',
      step: { id: 'referral', visit: 4, state: 'completing', outcome: 'accepted' },
      intensity: 'intensive',
      responsible: 'w',
      completions: { referral: now },
      version: 3,
      owed: { what: 'callback', since: now },
    });
    expect(next.closureReason).toBeUndefined();
    expect(caseSchema.parse(next)).toEqual(next);
  });

  test('carries the date that its form sets to the next step', () => {
    expect(completed(at('first-contact'), 'not-now', { nextTry: '2026-04-01' }).step.nextDue).toBe(
      '2026-04-01T21:00:00.000Z',
    );
    expect(completed(at('first-contact'), 'reached').step).not.toHaveProperty('nextDue');
  });

  test.each([
    ['a fixed reason', 'first-contact', 'declined', {}, undefined, 'declined'],
    ['the reason that the form gives', 'referral', 'not-retained', { reason: 'criteria' }, undefined, 'criteria'],
    ['the reason that was proposed', 'closure-decision', 'approved', {}, 'moved', 'moved'],
  ] as const)('that ends the case has %s', (_what, step, outcome, answers, proposed, reason) => {
    const next = completed(at(step, proposed && { closureReason: proposed }), outcome, answers);
    expect(next).toMatchObject({ status: 'closing', closureReason: reason });
  });

  test('that proposes a closure keeps the reason, and who proposed it, for whoever decides', () => {
    expect(completed(at('closure'), 'propose', { reason: 'moved' })).toMatchObject({
      status: 'open',
      closureReason: 'moved',
      proposedBy: 'me',
    });
    const decided = completed(at('closure-decision', { proposedBy: 'w' }), 'to-complete', { reason: 'x' });
    expect(decided.proposedBy).toBeUndefined();
  });
});

test('a version of a pathway has a state machine of its own name', () => {
  expect(machineOf({ name: 'pivot', version: 1 })).toBe('pivot-v1');
});
