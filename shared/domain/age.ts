import type { Person } from './person.ts';
import { text, type Text } from './text.ts';

/**
 * Ages that may be written down. The program is for 16 to 29; somebody outside of that is received all the same, and people
 * orient them elsewhere.
 */
const plausible = { least: 10, most: 60 };

const notSo = text(
  'L’année et le mois de naissance ne vont pas avec l’âge choisi.',
  'Year and month of birth do not go with the age chosen.',
);
const implausible = text('Vérifiez l’année de naissance.', 'Check the year of birth.');

/** The ages that somebody may have, of whose birth only the month is known. @param month YYYY-MM, of now */
const agesOf = (bornIn: string, month: string): readonly [number, number] => {
  const monthsOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const lived = monthsOf(month) - monthsOf(bornIn);
  return [Math.floor((lived - 1) / 12), Math.floor(lived / 12)];
};

/** Why a month of birth cannot be, or does not go with the age that was chosen. @param now ISO 8601 */
export const ageRefusal = ({ bornIn, ageBand }: Person, now: string): Text | undefined => {
  if (bornIn === undefined) return undefined;
  const [youngest, oldest] = agesOf(bornIn, now);
  if (oldest < plausible.least || youngest > plausible.most) return implausible;
  if (ageBand === 'unsure') return undefined;
  const [least = 0, most = 0] = ageBand.split('-').map(Number);
  return oldest < least || youngest > most ? notSo : undefined;
};
