import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stacks, templateText } from '../support/template.ts';

/**
 * The template as a reviewer reads it: what follows from the content of the code is masked, and the definition of a state
 * machine stands in a golden of its own.
 */
const scrubbed = (stack: string): string => {
  const scrub = (name: string, value: unknown): unknown => {
    if (name === 'DefinitionString') return '(v1.asl.json)';
    return typeof value === 'string' ? value.replaceAll(/[0-9a-f]{64}/g, '(hash)') : value;
  };
  return `${JSON.stringify(JSON.parse(templateText(stack), scrub), null, 2)}\n`;
};

// Updated by `UPDATE_GOLDEN=1 npm test -- test/golden`, and reviewed like any other change.
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

test.each(stacks)('the template of %s is the one that was reviewed', (stack) => {
  const file = join(import.meta.dirname, `${stack}.json`);
  const synthesised = scrubbed(stack);
  if (isUpdate) writeFileSync(file, synthesised);
  expect(synthesised).toBe(readFileSync(file, 'utf8'));
});
