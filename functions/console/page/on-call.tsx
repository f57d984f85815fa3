import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { readOnCall, type OnCall as Entry } from './api.ts';
import { serverNow } from './clock.ts';
import { untilWords } from './when.ts';
import { words } from './words.ts';

type Properties = { readonly language: Language; readonly isOpen: boolean };

/** Milliseconds between two readings. */
const every = 15 * 60_000;

/** Who is on call now; with nobody, or with no way to know, it says when what is written is read. Never a way round 911. */
export const OnCall = ({ language, isOpen }: Properties) => {
  const [entry, setEntry] = useState<Entry>();
  useEffect(() => {
    if (!isOpen) return undefined;
    const read = (): void => {
      readOnCall(language, serverNow()).then(setEntry, () => {
        setEntry(undefined);
      });
    };
    read();
    const timer = setInterval(read, every);
    return () => {
      clearInterval(timer);
    };
  }, [language, isOpen]);
  return (
    <p>
      {isOpen && entry
        ? `${words.onDuty[language]} ${entry.name}, ${untilWords(entry.until, language)}`
        : words.nobodyOnDuty[language]}
      <br />
      {words.danger[language]} <a href="tel:911">911</a>
    </p>
  );
};
