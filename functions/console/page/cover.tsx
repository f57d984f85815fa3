import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { words } from './words.ts';

type Properties = { readonly language: Language; readonly comeBack: () => void };

/** What is shown of a masked page: nothing, and one tap to come back. */
export const Cover = ({ language, comeBack }: Properties) => {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
  }, []);
  return (
    <main class="cover">
      <h1>{words.hidden[language]}</h1>
      <p>{words.hiddenHelp[language]}</p>
      <button type="button" class="reached" ref={back} onClick={comeBack}>
        {words.comeBack[language]}
      </button>
    </main>
  );
};
