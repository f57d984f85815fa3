import { useEffect } from 'preact/hooks';
import type { TodayCase, TodayForm, Today as Day } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { Card } from './card.tsx';
import { Changed } from './changed.tsx';
import { Noted } from './noted.tsx';
import { Sent } from './sent.tsx';
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

type ListProperties = Properties & {
  readonly today: Day;
  readonly readAgain: () => Promise<void>;
  readonly readWhole: () => void;
};

/** The people, and what of them is still to be sent. */
const People = ({ today, sub, language, signedOut, readAgain, readWhole }: ListProperties) => {
  const { sendings, send, again, drop } = useSendings(sub, language, signedOut);
  const { items, more, now } = today;
  const waiting = sendings.filter(({ state }) => state !== 'done');
  const known = new Set(items.map(({ caseId }) => caseId));
  const elsewhere = waiting.filter(({ caseId }) => !known.has(caseId));
  const forms = today.forms.flatMap(({ activities }) => activities);
  const common = { language, again: (sending: (typeof waiting)[number]) => void again(sending), drop };
  return (
    <div>
      <Sent {...common} sendings={elsewhere} forms={forms} />
      {items.length === 0 && <p>{words.nobody[language]}</p>}
      <ul class="cards">
        {items.map((one) => (
          <Card
            {...common}
            key={one.caseId}
            one={one}
            forms={formsOf(today, one)}
            now={now}
            sendings={waiting.filter(({ caseId }) => caseId === one.caseId)}
            send={(activity, answers) => {
              void send({ caseId: one.caseId, activity, answers }).then((isNoted) =>
                isNoted ? readAgain() : undefined,
              );
            }}
            signedOut={signedOut}
          />
        ))}
      </ul>
      {more > 0 && (
        <p class="more">
          <button type="button" class="quiet" onClick={readWhole}>
            {moreWords(more, language)}
          </button>
        </p>
      )}
      <Noted sendings={sendings} forms={forms} language={language} />
    </div>
  );
};

/** Who needs the worker today, and what changed. */
export const Today = (properties: Properties) => {
  const { language, signedOut, told } = properties;
  const { today, said, isReading, read, readWhole } = useToday(language, signedOut);
  const now = today?.now;
  useEffect(() => {
    if (now !== undefined) told(now);
  }, [now, told]);
  const refresh = (
    <button type="button" class="quiet" disabled={isReading} onClick={() => void read(false)}>
      {words.refresh[language]}
    </button>
  );
  if (!today) {
    return (
      <p role="status">
        {said ?? words.loading[language]} {said !== undefined && refresh}
      </p>
    );
  }
  return (
    <>
      <p class="date">
        {dateWords(today.now, language)} {refresh}
      </p>
      {said !== undefined && (
        <p class="notice" role="alert">
          {said}
        </p>
      )}
      <div class="columns">
        <People {...properties} today={today} readAgain={() => read(true)} readWhole={readWhole} />
        <Changed today={today} language={language} />
      </div>
    </>
  );
};
