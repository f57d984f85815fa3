import type { TodayCase } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { plannedWords, seenWords, triedWords } from './when.ts';
import { words } from './words.ts';

type Properties = { readonly one: TodayCase; readonly now: string; readonly language: Language };

const lastWords = ({ lastReachedAt, lastAttemptAt }: TodayCase, now: string, language: Language): string => {
  const seen = lastReachedAt === undefined ? words.neverReached[language] : seenWords(lastReachedAt, now, language);
  const isNewer = lastAttemptAt !== undefined && lastAttemptAt > (lastReachedAt ?? '');
  return isNewer ? `${seen} · ${triedWords(lastAttemptAt, now, language)}` : seen;
};

/** When somebody is to be in touch with a person again, and when they last were. */
export const Times = ({ one, now, language }: Properties) => (
  <div>
    <p class="planned">
      Contact {plannedWords(one.contact.dueAt, now, language)}
      {one.intensity === 'intensive' && <span class="badge">{words.intensive[language]}</span>}
    </p>
    <p class="last">{lastWords(one, now, language)}</p>
  </div>
);
