import { canBeSeen, charactersOf } from './bounds/people-text.ts';

const most = 3;

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const isBracket = (character: string): boolean => /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Z}]/u.test(character);

/** In capitals where the script has them; `ß` gives `S`. */
const capital = (character: string): string =>
  charactersOf(character.toLocaleUpperCase('fr-CA').normalize('NFC'))[0] ?? character;

/**
 * The initials of a name or nickname, at most three characters: `Jean-Baptiste Roy` gives `JBR`, `Zed` gives `Z`. A name
 * without a letter gives its first sign, so that there are always some: `🦊` gives `🦊`.
 */
export const initialsOf = (name: string): string => {
  const words = name.normalize('NFC').split(/[^\p{L}\p{N}\p{M}\u200C\u200D]+/u);
  const initials = words.flatMap((word) => charactersOf(word).find(isLetter) ?? []).slice(0, most);
  if (initials.length > 0) return initials.map(capital).join('');
  return charactersOf(name.trim()).find((character) => canBeSeen(character) && !isBracket(character)) ?? '?';
};
