import type { Language } from '../../../shared/domain/text.ts';

/* Days and hours in words, where the organisations are. Nobody is ever said to be late. */

const zone = 'America/Toronto';
const locales = { fr: 'fr-CA', en: 'en-CA' } as const;
const dayLength = 86_400_000;
const weekDays = 6;

const dayNumber = (moment: string): number =>
  Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(moment))) /
  dayLength;

const daysBetween = (from: string, to: string): number => Math.round(dayNumber(to) - dayNumber(from));

const relativeDay = (days: number, language: Language): string =>
  new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(days, 'day');

const formatted = (moment: string, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options }).format(new Date(moment));

const hourOf = (moment: string, language: Language): string =>
  formatted(moment, language, { hour: 'numeric', minute: '2-digit', hour12: false }).replaceAll(/\s/g, '\u00a0');

/** `lundi 23 novembre` */
export const dateWords = (moment: string, language: Language): string =>
  formatted(moment, language, { weekday: 'long', day: 'numeric', month: 'long' });

/** `il y a 9 jours`, `hier`, `aujourd’hui` */
export const agoWords = (at: string, now: string, language: Language): string =>
  relativeDay(Math.min(0, daysBetween(now, at)), language);

const dayWords = (at: string, now: string, language: Language): string => {
  const days = daysBetween(now, at);
  if (Math.abs(days) <= 1) return relativeDay(days, language);
  if (Math.abs(days) <= weekDays) {
    const weekday = formatted(at, language, { weekday: 'long' });
    if (days > 0) return weekday;
    return language === 'fr' ? `${weekday} dernier` : `last ${weekday}`;
  }
  // A day and its month stay on one line.
  const date = formatted(at, language, { day: 'numeric', month: 'long' }).replace(' ', '\u00a0');
  return language === 'fr' ? `le ${date}` : `on ${date}`;
};

/** `prévu lundi`, `prévu jeudi dernier`, `prévu aujourd’hui à 14 h 30`: with the hour while it is still to come today. */
export const plannedWords = (at: string, now: string, language: Language): string => {
  const isLaterToday = daysBetween(now, at) === 0 && Date.parse(at) > Date.parse(now);
  const hour = isLaterToday ? ` ${language === 'fr' ? 'à' : 'at'} ${hourOf(at, language)}` : '';
  return `${language === 'fr' ? 'prévu' : 'planned'} ${dayWords(at, now, language)}${hour}`;
};

/** `vu il y a 9 jours` */
export const seenWords = (at: string, now: string, language: Language): string =>
  `${language === 'fr' ? 'vu' : 'seen'} ${agoWords(at, now, language)}`;

/** `essayé hier` */
export const triedWords = (at: string, now: string, language: Language): string =>
  `${language === 'fr' ? 'essayé' : 'tried'} ${agoWords(at, now, language)}`;

/** `jusqu’à 22 h` */
export const untilWords = (at: string, language: Language): string =>
  `${language === 'fr' ? 'jusqu’à' : 'until'} ${hourOf(at, language)}`;
