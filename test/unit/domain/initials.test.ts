import { describe, expect, test } from '@jest/globals';
import { initialsOf } from '../../../shared/domain/initials.ts';

describe('initials', () => {
  test.each([
    ['Zed', 'Z'],
    ['Ti-Lou', 'TL'],
    ['Jean-Baptiste Roy', 'JBR'],
    ['élodie d’Amours Côté Roy', 'ÉDA'],
    ['  kev  ', 'K'],
    ['2pac', '2'],
    ['(?)', ''],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
