import type { Language } from '../../../shared/domain/text.ts';
import { untilWords } from './when.ts';
import { words } from './words.ts';

/** Whoever is on call now and until when; `nobody`; `unknown` to roles that are not told, and while nobody could be asked. */
export type OnCallNow = { readonly name: string; readonly until: string } | 'nobody' | 'unknown';

/** What is known of who is on call, and nothing where that is nothing: that nobody is would be dangerous to say. */
export const onCallWords = (now: OnCallNow, language: Language): string | undefined => {
  if (now === 'unknown') return undefined;
  return now === 'nobody'
    ? words.nobodyOnDuty[language]
    : `${words.onDuty[language]} ${now.name}, ${untilWords(now.until, language)}`;
};
