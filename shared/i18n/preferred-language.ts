import type { Language } from '../domain/text.ts';

type Weighted = { readonly tag: string; readonly weight: number };

const parseRange = (range: string): Weighted => {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { tag: tag.trim(), weight: quality === undefined ? 1 : Number(quality) };
};

/** Chooses the language of an answer from `Accept-Language` (RFC 9110, 12.5.4); French where nothing decides. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const ranges = (acceptLanguage ?? '').split(',').map(parseRange);
  const weightOf = (language: Language): number => {
    const named = ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`));
    const any = ranges.filter(({ tag }) => tag === '*');
    return Math.max(0, ...(named.length > 0 ? named : any).map(({ weight }) => weight));
  };
  return weightOf('en') > weightOf('fr') ? 'en' : 'fr';
};
