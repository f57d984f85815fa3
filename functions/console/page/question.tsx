import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import type { Question as Asked } from './forms.ts';
import { words } from './words.ts';

type Properties = {
  readonly question: Asked;
  readonly language: Language;
  readonly answer: (code: string) => void;
  readonly cancel: () => void;
};

/** One question, answered by one tap. */
export const Question = ({ question, language, answer, cancel }: Properties) => {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    group.current?.querySelector('button')?.focus({ preventScroll: true });
    group.current?.scrollIntoView({ block: 'nearest' });
  }, [question.field]);
  return (
    <fieldset ref={group} class="question">
      <legend>{question.text[language]}</legend>
      {question.options.map(({ code, text }) => (
        <button
          type="button"
          class="chip"
          key={code}
          onClick={() => {
            answer(code);
          }}
        >
          {text[language]}
        </button>
      ))}
      <button type="button" class="quiet" onClick={cancel}>
        {words.cancel[language]}
      </button>
    </fieldset>
  );
};
