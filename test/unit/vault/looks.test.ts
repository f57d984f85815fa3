import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  firstBrokenLook,
  glancesAfter,
  hasGlanced,
  lineAfter,
  noLooks,
  type Look,
} from '../../../shared/vault/looks.ts';

const looks: fc.Arbitrary<readonly Look[]> = fc.array(
  fc.record(
    { by: fc.string(), at: fc.string(), caseId: fc.string(), what: fc.constant('initials' as const) },
    { requiredKeys: ['by', 'at', 'caseId'] },
  ),
  { minLength: 1, maxLength: 12 },
);

const chained = (all: readonly Look[]) => {
  const lines: ReturnType<typeof lineAfter>[] = [];
  for (const look of all) lines.push(lineAfter(lines.at(-1) ?? noLooks, look));
  return { lines, head: lines.at(-1) ?? noLooks };
};

describe('the chain of looks at a person', () => {
  test('holds as it was written', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const { lines, head } = chained(all);
        expect(lines.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
        expect(firstBrokenLook(lines, head)).toBeUndefined();
      }),
    );
  });

  test('breaks where a line was changed', () => {
    fc.assert(
      fc.property(looks, fc.nat(), fc.constantFrom('by', 'at', 'caseId'), (all, at, member) => {
        const { lines, head } = chained(all);
        const index = at % lines.length;
        const changed = lines.map((line, n) => (n === index ? { ...line, [member]: `${line[member]}!` } : line));
        expect(firstBrokenLook(changed, head)).toBe(index + 1);
      }),
    );
  });

  test('breaks where a line was taken out, the last one too', () => {
    fc.assert(
      fc.property(looks, fc.nat(), (all, at) => {
        const { lines, head } = chained(all);
        const index = at % lines.length;
        expect(firstBrokenLook(lines.toSpliced(index, 1), head)).toBe(index + 1);
      }),
    );
  });
});

describe('a glance at initials', () => {
  const glance = { by: 'noor', at: '2026-03-09T14:00:00.000Z', caseId: 'one', what: 'initials' } as const;
  const head = { ...noLooks, glances: glancesAfter(noLooks, glance, '2026-03-09') };

  test('is known for the rest of its day, of one viewer by one case', () => {
    expect(hasGlanced(head, { ...glance, at: '2026-03-09T20:00:00.000Z' }, '2026-03-09')).toBe(true);
    expect(hasGlanced(head, { ...glance, by: 'dany' }, '2026-03-09')).toBe(false);
    expect(hasGlanced(head, { ...glance, caseId: 'two' }, '2026-03-09')).toBe(false);
    expect(hasGlanced(head, glance, '2026-03-10')).toBe(false);
  });

  test('does not make others of the day forgotten, and the day after begins anew', () => {
    const both = { ...head, glances: glancesAfter(head, { ...glance, by: 'dany' }, '2026-03-09') };
    expect(hasGlanced(both, glance, '2026-03-09')).toBe(true);
    expect(glancesAfter(both, glance, '2026-03-10').seen).toHaveLength(1);
  });

  test('says in the chain that no more than initials was shown', () => {
    const line = lineAfter(noLooks, glance);
    const { what: _what, ...more } = line;
    expect(line.what).toBe('initials');
    expect(firstBrokenLook([more], line)).toBe(1);
  });
});
