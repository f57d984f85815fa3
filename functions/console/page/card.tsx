import { useRef } from 'preact/hooks';
import type { TodayCase, TodayForm } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import type { Answers } from './forms.ts';
import { Question } from './question.tsx';
import type { Sending } from './sending.ts';
import { Sent } from './sent.tsx';
import { Times } from './times.tsx';
import { buttons, useActivity } from './use-activity.ts';
import { plannedWords } from './when.ts';
import { Who } from './who.tsx';
import { words } from './words.ts';

type Properties = {
  readonly one: TodayCase;
  readonly forms: readonly TodayForm[];
  readonly now: string;
  readonly language: Language;
  readonly sendings: readonly Sending[];
  readonly send: (activity: string, answers: Answers) => void;
  readonly again: (sending: Sending) => void;
  readonly drop: (sending: Sending) => void;
  readonly signedOut: () => void;
};

type Acting = Pick<Properties, 'forms' | 'language' | 'send'>;

/** Three buttons, and the one question that each leads to. */
const Acts = ({ forms, language, send }: Acting) => {
  const { button: begun, question, begin, answer, cancel } = useActivity(forms, send);
  const acts = useRef<HTMLDivElement>(null);
  /** Whoever uses a keyboard is back at the button when all is answered. */
  const goBack = (): void => {
    acts.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
  };
  return (
    <>
      <div class="acts" ref={acts}>
        {buttons.map((button) => (
          <button
            type="button"
            key={button}
            class={button}
            aria-expanded={begun === button}
            onClick={() => {
              begin(button);
            }}
          >
            {words[button][language]}
          </button>
        ))}
      </div>
      {question && (
        <Question
          question={question}
          language={language}
          answer={(code) => {
            if (!answer(question.field, code)) goBack();
          }}
          cancel={() => {
            goBack();
            cancel();
          }}
        />
      )}
    </>
  );
};

/** One person: when they were last seen, what is planned, and three buttons. */
export const Card = ({ one, forms, now, language, sendings, send, again, drop, signedOut }: Properties) => (
  <li class="card" data-standing={one.standing}>
    <div class="top">
      <Who one={one} language={language} signedOut={signedOut} />
      <Times one={one} now={now} language={language} />
    </div>
    <p class="step">
      {one.step.title[language]}
      {one.step.dueAt !== undefined && ` · ${plannedWords(one.step.dueAt, now, language)}`}
    </p>
    <Acts forms={forms} language={language} send={send} />
    <Sent sendings={sendings} forms={forms} language={language} again={again} drop={drop} />
  </li>
);
