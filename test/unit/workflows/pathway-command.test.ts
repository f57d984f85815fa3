import { describe, expect, test } from '@jest/globals';
import { makePathwayCommand } from '../../../infra/cli/pathway-command.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import { smallPathway } from './small-pathway.ts';

const goldens = ['workflows/small/v1.asl.json', 'workflows/small/v1.rendered.json'];

const made = (published: readonly Pathway[] = [smallPathway]) => {
  const kept = new Map<string, string>();
  const files = {
    read: (path: string) => kept.get(path),
    write: (path: string, content: string) => {
      kept.set(path, content);
    },
  };
  return { kept, command: makePathwayCommand({ published, files }) };
};

describe('the command line of pathways', () => {
  test('lists what is published', () => {
    expect(made().command(['list'])).toEqual({ text: 'small v1  Titre / Title  (3 étapes / steps)\n', code: 0 });
  });

  test('says that there is no finding', () => {
    expect(made().command(['lint'])).toEqual({
      text: '1 parcours sans constat / pathways without a finding\n',
      code: 0,
    });
  });

  test('names each finding in both languages, and fails', () => {
    const { text, code } = made([{ ...smallPathway, activities: {} }]).command(['lint']);

    expect(code).toBe(1);
    expect(text).toContain('small v1  activities.contact  help-hidden\n');
    expect(text).toContain('Must stay open in every step');
  });

  test('fails on a stale golden and writes nothing unless told', () => {
    const { command, kept } = made();

    expect(command(['compile']).code).toBe(1);
    expect([...kept.keys()]).toEqual([]);
  });

  test('writes goldens and diagrams when told, and then finds them up to date', () => {
    const { command, kept } = made();

    expect([command(['compile', '--write']).code, command(['draw', '--write']).code]).toEqual([0, 0]);
    expect([...kept.keys()]).toEqual([...goldens, 'docs/generated/small-v1.md']);
    expect([command(['compile']).code, command(['draw']).code]).toEqual([0, 0]);
  });

  test.each([[[]], [['nonsense']], [['compile', '--force']], [['compile', '--write', 'more']]])(
    'shows how it is used in both languages when it is told %j',
    (args) => {
      const { text, code } = made().command(args);

      expect(code).toBe(1);
      expect(text).toContain('vérifie les parcours publiés');
      expect(text).toContain('checks the published pathways');
    },
  );
});

test('the diagram draws every outcome once, and the normal one thick', () => {
  const { command, kept } = made();
  command(['draw', '--write']);
  const page = kept.get('docs/generated/small-v1.md') ?? '';

  expect(page.match(/^ {2}\S+ (==>|-->)\|/gm)).toHaveLength(4);
  expect(page).toContain('  consent ==>|"Titre *"| support\n');
  expect(page).toContain('  consent -->|"Titre"| fin\n');
});
