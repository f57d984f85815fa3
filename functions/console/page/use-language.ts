import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { browser, keep, readKept } from './kept.ts';
import { words } from './words.ts';

const name = 'parcours.language';

const keptLanguage = (): Language => (readKept(browser, name) === 'en' ? 'en' : 'fr');

/** The language of the page, French unless this browser was told otherwise, and what turns to the other. */
export const useLanguage = (): readonly [Language, () => void] => {
  const [language, setLanguage] = useState(keptLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.today[language];
  }, [language]);
  const turn = useCallback(() => {
    const next = language === 'fr' ? 'en' : 'fr';
    keep(browser, name, next);
    setLanguage(next);
  }, [language]);
  return [language, turn];
};
