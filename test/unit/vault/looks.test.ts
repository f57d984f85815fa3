import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstBrokenLook, lineAfter, noLooks, type Look } from '../../../shared/vault/looks.ts';

const looks: fc.Arbitrary<readonly Look[]> = fc.array(
  fc.record({ by: fc.string(), at: fc.string(), caseId: fc.string() }),
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
