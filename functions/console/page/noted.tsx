import { useEffect, useState } from 'preact/hooks';
import type { TodayForm } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import type { Sending } from './sending.ts';
import { whatOf } from './sent.tsx';
import { words } from './words.ts';

type Properties = {
  readonly sendings: readonly Sending[];
  readonly forms: readonly TodayForm[];
  readonly language: Language;
};

/** Milliseconds that it stays in sight. */
const shownFor = 8_000;

/** Says that the last thing that was tapped is on record. */
export const Noted = ({ sendings, forms, language }: Properties) => {
  const last = sendings.findLast(({ state }) => state === 'done');
  const [gone, setGone] = useState<string>();
  useEffect(() => {
    if (!last) return undefined;
    const timer = setTimeout(() => {
      setGone(last.key);
    }, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [last?.key]);
  return (
    <div class="noted" role="status">
      {last && last.key !== gone && (
        <p>
          {words.noted[language]} {whatOf(last, forms, language)}
        </p>
      )}
    </div>
  );
};
