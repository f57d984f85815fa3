import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import jsonata from 'jsonata';

import { shortcutOf } from '../../../infra/local/states/expressions/shortcut.ts';

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>('a', 'b', '', 0, 1, true, false, null),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'input', 'constructor'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

const path = fc
  .tuple(
    fc.constantFrom('$states', '$a', '$now', '$'),
    fc.array(fc.constantFrom('a', 'b', 'input', 'constructor'), { maxLength: 3 }),
  )
  .map(([variable, names]) => [variable, ...names].join('.'));

const expression = fc.oneof(
  path,
  fc
    .tuple(path, fc.constantFrom("= 'a'", "in ['a', 'b']", "in ['a']", "in 'a'", "!= 'a'", "= ['a']", '= 1'))
    .map((parts) => parts.join(' ')),
);

/** Sequences have marks that JSON has not. */
const asJson = (given: unknown): unknown =>
  given === undefined ? undefined : (JSON.parse(JSON.stringify(given)) as unknown);

describe('a shortcut', () => {
  test('never says anything else than JSONata', async () => {
    await fc.assert(
      fc.asyncProperty(expression, value, value, async (source, states, a) => {
        const compiled = jsonata(source);
        const found = shortcutOf(compiled.ast())?.({ states, a });
        if (found) expect(found.value).toEqual(asJson(await compiled.evaluate(undefined, { states, a })));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['$states.input.outcome', '$case', "$states.input.outcome = 'a'", "$states.input.outcome in ['a', 'b']"])(
    'is there for %s',
    (source) => {
      const scope = { case: 'c', states: { input: { outcome: 'a' } } };
      expect(shortcutOf(jsonata(source).ast())?.(scope)).toBeDefined();
    },
  );

  test.each(['$a[0]', '$a[]', '$a.b.%', '$a.*', '$a{b:c}', '$a.b.$c', '($a)', '$a + 1', "$a = 'x' or $b", '$f($a)'])(
    'is not there for %s',
    (source) => {
      expect(shortcutOf(jsonata(source).ast())).toBeUndefined();
    },
  );
});
