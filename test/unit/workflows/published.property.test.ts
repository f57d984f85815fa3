import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import { published } from '../../../workflows/catalogue.ts';
import { compileToAsl } from '../../../workflows/compile/compile-to-asl.ts';
import { edgesOf, type Edge } from '../../../workflows/edges.ts';
import { walk } from './walker.ts';

const aPathway = fc.constantFrom(...published);
const after = (pathway: Pathway, step: string): readonly Edge[] => edgesOf(pathway).filter(({ from }) => from === step);

test('every edge of every published pathway leads to a state of its machine', () => {
  for (const pathway of published) {
    const states = Object.keys(compileToAsl(pathway).States);
    for (const { to } of edgesOf(pathway)) expect(states).toContain(to === 'end' ? 'close-case' : to);
  }
});

test('every step of every published pathway is reached from its start', () => {
  for (const pathway of published) {
    const reached = new Set<string>([pathway.start]);
    for (const step of reached)
      for (const { to, kind } of after(pathway, step)) if (kind === 'outcome') reached.add(to);

    expect([...reached]).toEqual(expect.arrayContaining(Object.keys(pathway.steps)));
  }
});

test('the end is reached from every step of every published pathway', () => {
  for (const pathway of published) {
    for (const step of Object.keys(pathway.steps)) {
      const reached = new Set<string>([step]);
      for (const met of reached)
        for (const { to, kind } of after(pathway, met)) if (kind === 'outcome') reached.add(to);

      expect(reached.has('end')).toBe(true);
    }
  }
});

test('any walk of people’s outcomes opens the steps that the pathway says, one visit after the other', async () => {
  await fc.assert(
    fc.asyncProperty(aPathway, fc.array(fc.nat(), { maxLength: 30 }), async (pathway, picks) => {
      const outcomes: string[] = [];
      const expected: string[] = [pathway.start];
      let at = pathway.start;
      for (const pick of picks) {
        const ways = after(pathway, at).filter(({ kind }) => kind === 'outcome');
        const way = ways[pick % ways.length];
        if (!way || way.to === 'end') break;
        outcomes.push(way.name);
        expected.push(way.to);
        at = way.to;
      }
      const input = { caseId: 'case-1', generation: 'generation-1', visit: 1, resumeAt: pathway.start };
      const seen = await walk(
        compileToAsl(pathway),
        input,
        outcomes.map((outcome) => ({ outcome })),
      );

      expect(seen.map(({ state }) => state)).toEqual(expected);
      expect(seen.map(({ payload }) => payload)).toEqual(
        expected.map((step, index) => expect.objectContaining({ step, visit: index + 1 })),
      );
    }),
    { numRuns: 30 },
  );
});
