import { describe, expect, test } from '@jest/globals';
import { files } from '../../../infra/cli/kept-files.ts';
import { resourceTypesCommand } from '../../../infra/cli/resource-types-command.ts';
import { resourceTypesPage } from '../../../infra/cli/resource-types-page.ts';
import { knownTypes } from '../../../infra/local/template/known-types.ts';

describe('the page of resource types', () => {
  test('is not stale', () => {
    expect(files.read(resourceTypesPage.path)).toBe(resourceTypesPage.content);
  });

  test('names every type and every property that the runtime knows', () => {
    const names = Object.entries(knownTypes).flatMap(([type, { honoured, accepted }]) => [
      type,
      ...honoured,
      ...accepted,
    ]);
    expect(names.filter((name) => !resourceTypesPage.content.includes(`\`${name}\``))).toEqual([]);
  });
});

test('the command line of resource types fails on a stale page, and writes it only when told', () => {
  const held = new Map([[resourceTypesPage.path, 'of yesterday']]);
  const inMemory = {
    read: (path: string) => held.get(path),
    write: (path: string, content: string) => void held.set(path, content),
  };
  expect(resourceTypesCommand(inMemory, []).code).toBe(1);
  expect(held.get(resourceTypesPage.path)).toBe('of yesterday');
  expect(resourceTypesCommand(inMemory, ['--write']).code).toBe(0);
  expect(held.get(resourceTypesPage.path)).toBe(resourceTypesPage.content);
  expect(resourceTypesCommand(inMemory, ['--force']).text).toContain('npm run resource-types [-- --write]');
});
