import { describe, expect, test } from '@jest/globals';
import { makePathwayCommand } from '../../../infra/cli/pathway-command.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import { smallPathway } from './small-pathway.ts';

const goldens = ['workflows/small/v1.asl.json', 'workflows/small/v1.rendered.json'];
const drawings = ['docs/generated/small-v1.md', 'docs/generated/small-v1.fr.svg', 'docs/generated/small-v1.en.svg'];

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
    expect([...kept.keys()]).toEqual([...goldens, ...drawings]);
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

test.each(['fr', 'en'])('the drawing in %s names every way out, and draws the usual ones', (language) => {
  const { command, kept } = made();
  command(['draw', '--write']);
  const drawing = kept.get(`docs/generated/small-v1.${language}.svg`) ?? '';

  const ways = Object.values(smallPathway.steps).flatMap(({ outcomes }) => Object.values(outcomes));
  expect(drawing.match(/>→ /g)).toHaveLength(ways.length);
  expect(drawing.match(/<path class="arrow"/g)).toHaveLength(Object.keys(smallPathway.steps).length);
  expect(drawing).toContain(`lang="${language}"`);
});
