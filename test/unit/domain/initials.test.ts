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
    ['Maria de la Cruz', 'MDL'],
    ['E\u0301lodie', 'É'],
    ['q\u0301 roy', 'Q\u0301R'],
    ['ßen', 'S'],
    ['Nguyễn Thị Hường', 'NTH'],
    ['محمد علي', 'مع'],
    ['ᐊᓛᓯᐊᖅ ᑲᓇᔪᖅ', 'ᐊᑲ'],
    ['क्षमा', 'क्ष'],
    ['🦊', '🦊'],
    ['🦊 zed', 'Z'],
    ['👨‍👩‍👧‍👦!', '👨‍👩‍👧‍👦'],
    ['(?)', '?'],
    ['«', '?'],
    ['', '?'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
