import { useRef, useState } from 'preact/hooks';
import type { TodayCase, TodayForm } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { serverNow } from './clock.ts';
import { nextQuestion, type Answers } from './forms.ts';
import { Question } from './question.tsx';
import type { Sending } from './sending.ts';
import { Sent } from './sent.tsx';
import { plannedWords, seenWords, triedWords } from './when.ts';
import { Who } from './who.tsx';
import { words } from './words.ts';

type Properties = {
  readonly one: TodayCase;
  readonly forms: readonly TodayForm[];
  readonly now: string;
  readonly language: Language;
  readonly sendings: readonly Sending[];
  readonly send: (wanted: Pick<Sending, 'caseId' | 'activity' | 'answers'>) => void;
  readonly again: (sending: Sending) => void;
  readonly drop: (sending: Sending) => void;
  readonly signedOut: () => void;
};

type Begun = {
  readonly form: TodayForm;
  readonly answers: Answers;
  readonly button: 'reached' | 'tried' | 'urgentHelp';
};

/** The times at which people were last heard of, in words. */
const lastWords = ({ lastReachedAt, lastAttemptAt }: TodayCase, now: string, language: Language): string => {
  const seen = lastReachedAt === undefined ? words.neverReached[language] : seenWords(lastReachedAt, now, language);
  const isNewer = lastAttemptAt !== undefined && lastAttemptAt > (lastReachedAt ?? '');
  return isNewer ? `${seen} · ${triedWords(lastAttemptAt, now, language)}` : seen;
};

/** Begins an activity by one of the card's three buttons. */
const beginningOf = (button: Begun['button'], forms: readonly TodayForm[]): Begun | undefined => {
  const form = forms.find(({ activity, moves }) => (button === 'urgentHelp' ? activity === 'urgent-help' : moves));
  if (!form) return undefined;
  const reached = form.moves && { [form.moves.reached]: button === 'reached' ? 'yes' : 'no' };
  return { form, button, answers: reached ?? {} };
};

/** One person: when they were last seen, what is planned, and three buttons. */
export const Card = ({ one, forms, now, language, sendings, send, again, drop, signedOut }: Properties) => {
  const [begun, setBegun] = useState<Begun>();
  const acts = useRef<HTMLDivElement>(null);
  const question = begun && nextQuestion(begun.form.schema, begun.answers);

  /** Sends a form that asks nothing more; `undefined` once it is on its way. */
  const afterAnswer = ({ form, answers, button }: Begun): Begun | undefined => {
    if (nextQuestion(form.schema, answers)) return { form, answers, button };
    const at: Answers = form.at === undefined ? {} : { [form.at]: serverNow() };
    send({ caseId: one.caseId, activity: form.activity, answers: { ...answers, ...at } });
    return undefined;
  };

  /** Goes on, or ends where it began: whoever uses a keyboard is back at the button. */
  const goOn = (next: Begun | undefined): void => {
    if (begun && !next) acts.current?.querySelector<HTMLElement>(`.${begun.button}`)?.focus();
    setBegun(next);
  };

  const begin = (button: Begun['button']): void => {
    const beginning = begun?.button === button ? undefined : beginningOf(button, forms);
    setBegun(beginning && afterAnswer(beginning));
  };

  return (
    <li class="card" data-standing={one.standing} data-case={one.caseId}>
      <div class="top">
        <Who one={one} language={language} signedOut={signedOut} />
        <div>
          <p class="planned">
            Contact {plannedWords(one.contact.dueAt, now, language)}
            {one.intensity === 'intensive' && <span class="badge">{words.intensive[language]}</span>}
          </p>
          <p class="last">{lastWords(one, now, language)}</p>
        </div>
      </div>
      <p class="step">
        {one.step.title[language]}
        {one.step.dueAt !== undefined && ` · ${plannedWords(one.step.dueAt, now, language)}`}
      </p>
      <div class="acts" ref={acts}>
        {(['reached', 'tried', 'urgentHelp'] as const).map((button) => (
          <button
            type="button"
            key={button}
            class={button}
            aria-expanded={begun?.button === button}
            onClick={() => {
              begin(button);
            }}
          >
            {words[button][language]}
          </button>
        ))}
      </div>
      {begun && question && (
        <Question
          question={question}
          language={language}
          answer={(code) => {
            goOn(afterAnswer({ ...begun, answers: { ...begun.answers, [question.field]: code } }));
          }}
          cancel={() => {
            goOn(undefined);
          }}
        />
      )}
      <Sent sendings={sendings} forms={forms} language={language} again={again} drop={drop} />
    </li>
  );
};
