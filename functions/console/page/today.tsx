import { useEffect } from 'preact/hooks';
import type { TodayCase, TodayForm, Today as Day } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { Card } from './card.tsx';
import { Changed } from './changed.tsx';
import { Noted } from './noted.tsx';
import { useSendings } from './use-sendings.ts';
import { useToday } from './use-today.ts';
import { dateWords } from './when.ts';
import { moreWords, words } from './words.ts';

type Properties = {
  readonly sub: string;
  readonly language: Language;
  readonly signedOut: () => void;
  /** Is told the moment of each reading. */
  readonly told: (now: string) => void;
};

const formsOf = ({ forms }: Day, { pathway: { name, version } }: TodayCase): readonly TodayForm[] =>
  forms.find(({ pathway }) => pathway.name === name && pathway.version === version)?.activities ?? [];

/** Who needs the worker today, and what changed. */
export const Today = ({ sub, language, signedOut, told }: Properties) => {
  const { today, said, isReading, read } = useToday(language, signedOut);
  const { sendings, send, again, drop } = useSendings(sub, language, signedOut);
  const now = today?.now;
  useEffect(() => {
    if (now !== undefined) told(now);
  }, [now, told]);
  if (!today) return <p role="status">{said ?? words.loading[language]}</p>;
  const known = new Set(today.items.map(({ caseId }) => caseId));
  const elsewhere = sendings.filter(({ caseId, state }) => !known.has(caseId) && state !== 'done');
  return (
    <>
      <p class="date">
        {dateWords(today.now, language)}
        <button
          type="button"
          class="quiet"
          disabled={isReading}
          onClick={() => {
            void read(false);
          }}
        >
          {words.refresh[language]}
        </button>
      </p>
      {said !== undefined && (
        <p class="notice" role="alert">
          {said}
        </p>
      )}
      {elsewhere.map((sending) => (
        <p class="notice" key={sending.key}>
          {words.kept[language]}{' '}
          <button
            type="button"
            class="chip"
            onClick={() => {
              void again(sending);
            }}
          >
            {words.sendAgain[language]}
          </button>
        </p>
      ))}
      <div class="columns">
        <div>
          {today.items.length === 0 && <p>{words.nobody[language]}</p>}
          <ul class="cards">
            {today.items.map((one) => (
              <Card
                key={one.caseId}
                one={one}
                forms={formsOf(today, one)}
                now={today.now}
                language={language}
                sendings={sendings.filter(({ caseId, state }) => caseId === one.caseId && state !== 'done')}
                send={(wanted) => {
                  void send(wanted).then((isNoted) => (isNoted ? read(true) : undefined));
                }}
                again={(sending) => {
                  void again(sending);
                }}
                drop={drop}
                signedOut={signedOut}
              />
            ))}
          </ul>
          {today.more > 0 && <p class="more">{moreWords(today.more, language)}</p>}
        </div>
        <Changed today={today} language={language} />
      </div>
      <Noted sendings={sendings} today={today} language={language} />
    </>
  );
};
