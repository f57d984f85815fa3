import { describe, expect, test } from '@jest/globals';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { checkRowShape, checkVersion, rowShapeSetting } from '../../../infra/local/sqlite/versions.ts';
import type { Settings } from '../../../infra/local/sqlite/settings.ts';
import { rowShapeOf } from '../../../infra/local/template/row-shape.ts';

const settings = (values: Readonly<Record<string, string>> = {}): Pick<Settings, 'read'> => ({
  read: (name) => values[name],
});

describe('the version of a data folder', () => {
  test('is written into a new one, which then opens at that version only', () => {
    const kept = settings(rowShapeSetting(3));
    expect(() => {
      checkRowShape(kept, '.local', 3);
    }).not.toThrow();
    expect(() => {
      checkRowShape(kept, '.local', 4);
    }).toThrow(
      new RuntimeRefusal(
        '.local : écrit par un Parcours plus ancien (forme des rangées : version 3; celui-ci lit la 4) : gardez ce dossier pour l’ancien Parcours jusqu’à ce qu’une migration existe, choisissez-en un autre avec --data, ou effacez-le avec --reset. / written by an older Parcours (shape of the rows: version 3, this one reads 4): keep this folder for the older Parcours until migration exists, choose another with --data, or erase it with --reset.',
      ),
    );
    expect(() => {
      checkRowShape(kept, '.local', 2);
    }).toThrow(/written by a newer Parcours \(shape of the rows: version 3, this one reads 2\)/);
  });

  test('of before there was one is 0', () => {
    expect(() => {
      checkRowShape(settings(), '.local', 1);
    }).toThrow(/older Parcours \(shape of the rows: version 0, this one reads 1\)/);
  });

  test('is one line in French and English that says what to do', () => {
    expect(() => {
      checkVersion('f', 'tables', { written: 1, read: 2 });
    }).toThrow(/^f : écrit par[^\n]*--reset\. \/ written by[^\n]*--reset\.$/);
  });
});

describe('the version that a template names', () => {
  const stack = (Outputs: Readonly<Record<string, { readonly Value: unknown }>>) => ({
    template: { Resources: {}, Parameters: {}, Mappings: {}, Conditions: {}, Outputs },
  });

  test('is the one output RowShape of its stacks, and 0 without', () => {
    expect(rowShapeOf([stack({}), stack({ RowShape: { Value: '7' } })])).toBe(7);
    expect(rowShapeOf([stack({ Other: { Value: 'x' } })])).toBe(0);
  });

  test.each([[['x']], [['1', '2']]])('is one whole number, not %j', (values) => {
    expect(() => rowShapeOf(values.map((Value) => stack({ RowShape: { Value } })))).toThrow(RuntimeRefusal);
  });
});
