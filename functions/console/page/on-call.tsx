import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { readOnCall } from './api.ts';
import { onCallWords, type OnCallNow } from './on-call-words.ts';
import { words } from './words.ts';

/** `now`: the moment of the last reading of the page, which this follows; none while nobody is signed in. */
type Properties = { readonly language: Language; readonly now: string | undefined };

/** Who is on call now, where that is known; with nobody, when what is written is read. Never a way round 911. */
export const OnCall = ({ language, now }: Properties) => {
  const [onCall, setOnCall] = useState<OnCallNow>('unknown');
  useEffect(() => {
    if (now === undefined) setOnCall('unknown');
    else
      readOnCall(language, now).then(
        (entry) => {
          setOnCall(entry ?? 'nobody');
        },
        () => {
          setOnCall('unknown');
        },
      );
  }, [language, now]);
  const said = onCallWords(onCall, language);
  return (
    <p>
      {said}
      {said !== undefined && <br />}
      {words.danger[language]} <a href="tel:911">911</a>
    </p>
  );
};
