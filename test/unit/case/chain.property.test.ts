import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { append, firstBreak, genesis } from '../../../shared/cases/chain.ts';
import { digest } from '../../../shared/cases/digest.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { CaseEvent } from '../../../shared/domain/case/event.ts';
import { aCase, dayAfter } from './a-case.ts';

const chainOf = (
  outcomes: readonly string[],
): { readonly head: Case['chain']; readonly events: readonly CaseEvent[] } => {
  let found = aCase({ chain: genesis });
  const events = outcomes.map((outcome, n) => {
    const { next, event } = append(found, { type: 'step-completed', at: dayAfter(n), actor: 'a', outcome });
    found = next;
    return event;
  });
  return { head: found.chain, events };
};

const outcomes = fc.array(fc.string(), { minLength: 1, maxLength: 12 });

test('a chain as it was written holds', () => {
  fc.assert(
    fc.property(outcomes, (given) => {
      const { head, events } = chainOf(given);
      expect(firstBreak(events, head)).toBeUndefined();
      expect(events.map(({ seq }) => seq)).toEqual(given.map((_, n) => n + 1));
    }),
  );
});

test('a chain in which anything was changed, left out or moved is broken at that place', () => {
  fc.assert(
    fc.property(outcomes, fc.nat(), (given, where) => {
      const { head, events } = chainOf(given);
      const n = where % events.length;
      const changed = events.map((event, index) => (index === n ? { ...event, actor: 'b' } : event));
      expect(firstBreak(changed, head)).toBe(n + 1);
      expect(firstBreak(events.toSpliced(n, 1), head)).toBe(n + 1);
      expect(firstBreak([...events.slice(0, n), ...events.slice(n).toReversed()], head)).toBe(
        n === events.length - 1 ? undefined : n + 1,
      );
    }),
  );
});

test('equal values have one digest, whatever the order of their members', () => {
  expect(digest({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(digest({ b: { c: [1, 2] }, a: 1 }));
  expect(digest([1, 2])).not.toBe(digest([2, 1]));
  expect(digest({ a: '1' })).not.toBe(digest({ a: 1 }));
});
