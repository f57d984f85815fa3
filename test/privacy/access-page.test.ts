import { describe, expect, test } from '@jest/globals';
import { accessCommand } from '../../infra/cli/access-command.ts';
import { accessPage } from '../../infra/cli/access-page.ts';
import { files } from '../../infra/cli/kept-files.ts';
import { matrix } from '../../shared/access/matrix.ts';
import type { Route } from '../../shared/api/route.ts';
import { routes } from '../../shared/api/routes.ts';

const inMemory = (held: Map<string, string>) => ({
  read: (path: string) => held.get(path),
  write: (path: string, content: string) => {
    held.set(path, content);
  },
});

describe('the page of rights', () => {
  test('is not stale', () => {
    expect(files.read(accessPage.path)).toBe(accessPage.content);
  });

  test('names every route and every right', () => {
    const paths = Object.values<Route>(routes).map(({ method, path }) => `\`${method} ${path}\``);
    const actions = Object.keys(matrix).map((action) => `\`${action}\``);
    expect([...paths, ...actions].filter((name) => !accessPage.content.includes(name))).toEqual([]);
  });
});

describe('the command line of rights', () => {
  test('fails on a stale page, and writes it only when told', () => {
    const held = new Map([[accessPage.path, 'of yesterday']]);
    expect(accessCommand(inMemory(held), []).code).toBe(1);
    expect(held.get(accessPage.path)).toBe('of yesterday');
    expect(accessCommand(inMemory(held), ['--write']).code).toBe(0);
    expect(accessCommand(inMemory(held), [])).toEqual({ text: `à jour / up to date  ${accessPage.path}\n`, code: 0 });
  });

  test.each([[['--force']], [['--write', 'more']]])('shows how it is used in both languages when told %j', (args) => {
    const { text, code } = accessCommand(inMemory(new Map()), args);
    expect(code).toBe(1);
    expect(text).toContain('compare la table des droits');
    expect(text).toContain('compares the table of rights');
  });
});
