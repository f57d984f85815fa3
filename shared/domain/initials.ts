const most = 3;

/** The initials of a name or nickname, at most three letters: `Jean-Baptiste Roy` gives `JBR`, `Zed` gives `Z`. */
export const initialsOf = (name: string): string =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toLocaleUpperCase('fr-CA'))
    .slice(0, most)
    .join('');
