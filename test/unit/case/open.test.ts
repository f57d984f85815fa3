import { describe, expect, test } from '@jest/globals';
import { caseSchema, caseStatuses, stepStates, type Case } from '../../../shared/domain/case/case.ts';
import { close, decideOpening, open, paid } from '../../../shared/domain/case/open.ts';
import { isPossible, transitions, type TransitionName } from '../../../shared/domain/case/transition.ts';
import { aCase, dayAfter } from './a-case.ts';

const { generation } = aCase();
const now = dayAfter(1);

const standing = (status: Case['status'], state: Case['step']['state'], visit = 3): Case =>
  aCase({ status, step: { id: 'consent', visit, state, ...(state === 'completing' && { outcome: 'agreed' }) } });

const ask = (step: string, visit: number) => ({ generation, step, visit });

describe('what an execution asks for', () => {
  test.each([
    ['the first step of a case that is starting', standing('starting', 'opening'), ask('consent', 3), 'open'],
    ['the step that the outcome leads to', standing('open', 'completing'), ask('needs-assessment', 4), 'open'],
    ['the open step again', standing('open', 'open'), ask('consent', 3), 'ready'],
    ['a step whose outcome is recorded', standing('open', 'completing'), ask('consent', 3), 'pay'],
    ['the last step, whose outcome is recorded', standing('closing', 'completing'), ask('consent', 3), 'pay'],
    ['a visit that is over', standing('open', 'open'), ask('first-contact', 2), 'nothing'],
    ['a step of a case that is closed', standing('closed', 'completed'), ask('consent', 3), 'nothing'],
  ] as const)('%s', (_what, found, request, decision) => {
    expect(decideOpening(found, request, 'needs-assessment')).toBe(decision);
  });

  test.each(caseStatuses)('on behalf of another generation touches nothing, in a case that is %s', (status) => {
    for (const state of stepStates) {
      const request = { ...ask('consent', 3), generation: 'other' };
      expect(decideOpening(standing(status, state), request, 'needs-assessment')).toBe('superseded');
    }
  });

  test.each([
    ['a step that the outcome does not lead to', standing('open', 'completing'), ask('closure', 4)],
    ['a visit that is far ahead', standing('open', 'completing'), ask('needs-assessment', 5)],
    ['the next step before this one is completed', standing('open', 'open'), ask('needs-assessment', 4)],
    ['another step at this visit', standing('open', 'open'), ask('closure', 3)],
  ] as const)('%s is drift, and fails loudly', (_what, found, request) => {
    expect(() => decideOpening(found, request, 'needs-assessment')).toThrow(RangeError);
  });
});

describe('a visit', () => {
  test('once open owes nothing, and carries nothing of the one before', () => {
    const owing = { ...standing('open', 'completing'), owed: { what: 'callback' as const, since: now } };
    const next = open(owing, { step: 'needs-assessment', visit: 4 }, { now, dueAt: dayAfter(15) });
    expect(next.step).toEqual({ id: 'needs-assessment', visit: 4, state: 'open', openedAt: now, dueAt: dayAfter(15) });
    expect(next).toMatchObject({ status: 'open', version: 3 });
    expect(next).not.toHaveProperty('owed');
    expect(caseSchema.parse(next)).toEqual(next);
  });

  test('that is only found open again changes nothing but the debt', () => {
    const found = standing('open', 'open');
    expect(paid({ ...found, owed: { what: 'callback', since: now } })).toEqual(found);
  });
});

describe('a case', () => {
  test('that is closed owes nothing and keeps its last step', () => {
    const next = close({ ...standing('closing', 'completing'), owed: { what: 'callback', since: now } }, now);
    expect(next).toMatchObject({
      status: 'closed',
      closedAt: now,
      step: { id: 'consent', visit: 3, state: 'completed' },
    });
    expect(next).not.toHaveProperty('owed');
    expect(caseSchema.parse(next)).toEqual(next);
  });

  test('cannot be changed by what the table of transitions does not name', () => {
    const names = Object.keys(transitions) as readonly TransitionName[];
    const possible = (found: Case) => names.filter((name) => isPossible(name, found));
    expect(possible(standing('open', 'open'))).toEqual(expect.arrayContaining(['complete', 'end']));
    expect(possible(standing('open', 'completing'))).not.toEqual(expect.arrayContaining(['complete']));
    expect(possible(standing('closed', 'completed'))).not.toEqual(expect.arrayContaining(['open']));
    expect(possible(standing('closed', 'completed'))).not.toEqual(expect.arrayContaining(['complete']));
  });

  test.each(Object.values(transitions))('comes from where $from.status is said to lead', ({ from, to }) => {
    expect(caseStatuses).toEqual(expect.arrayContaining([...from.status, to.status]));
    expect(stepStates).toEqual(expect.arrayContaining([...from.step, to.step]));
  });
});
