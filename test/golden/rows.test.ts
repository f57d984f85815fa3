import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { rowShape } from '../../shared/store/row-shape.ts';
import { shapeOfRows } from '../support/rows/shape.ts';
import { compareShape } from '../support/versioned-golden.ts';

test('the shape of the rows is the one of this version', async () => {
  const golden = { version: rowShape, shape: await shapeOfRows() };
  expect(
    compareShape(join(import.meta.dirname, 'rows.json'), golden, 'rowShape in shared/store/row-shape.ts'),
  ).toBeUndefined();
});
