import { expect, test } from '@jest/globals';
import { preferredLanguage } from '../../../shared/i18n/preferred-language.ts';

test.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['en', 'en'],
  ['en-CA', 'en'],
  ['EN-us', 'en'],
  ['fr-CA,en;q=0.8', 'fr'],
  ['en;q=0.8,fr;q=0.3', 'en'],
  ['fr;q=0.3,en;q=0.8', 'en'],
  ['en,fr', 'fr'],
  ['de', 'fr'],
  ['de,en;q=0.5', 'en'],
  ['*', 'fr'],
  ['en,*;q=0.1', 'en'],
  ['fr;q=0,*', 'en'],
  ['en;q=0', 'fr'],
  ['en;q=nonsense', 'en'],
  ['english', 'fr'],
  [';;;,,,', 'fr'],
] as const)('Accept-Language %p is answered in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
