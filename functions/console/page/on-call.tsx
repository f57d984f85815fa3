import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { readOnCall, type OnCall as Entry } from './api.ts';
import { untilWords } from './when.ts';
import { words } from './words.ts';

/** `now`: the moment of the last reading of the page, which this follows; none while nobody is signed in. */
type Properties = { readonly language: Language; readonly now: string | undefined };

/** Who is on call now; with nobody, or with no way to know, it says when what is written is read. Never a way round 911. */
export const OnCall = ({ language, now }: Properties) => {
  const [entry, setEntry] = useState<Entry>();
  useEffect(() => {
    if (now === undefined) setEntry(undefined);
    else
      readOnCall(language, now).then(setEntry, () => {
        setEntry(undefined);
      });
  }, [language, now]);
  return (
    <p>
      {entry
        ? `${words.onDuty[language]} ${entry.name}, ${untilWords(entry.until, language)}`
        : words.nobodyOnDuty[language]}
      <br />
      {words.danger[language]} <a href="tel:911">911</a>
    </p>
  );
};
