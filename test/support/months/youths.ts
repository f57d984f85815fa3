import type { Intensity } from '../../../shared/domain/vocabulary.ts';

/** What happens around a youth, in the words of the table. */
export const manners = {
  steady: 'accompagnement ordinaire',
  'wrong-taps': 'gestes par erreur, annulés',
  'put-off': 'tout est remis, toujours',
  forgotten: 'personne ne fait rien',
  unwelcomed: 'la référence n’est pas accueillie',
  dies: 'la personne meurt',
  'referred-twice': 'référé(e) deux fois, joint(e)',
  suspended: 'l’accompagnement est suspendu',
  unsafe: 'pas en sécurité un soir',
  withdraws: 'se retire',
} as const;
export type Manner = keyof typeof manners;

/** A youth of the simulation: what happens, how intense the support is, and the day of the referral, from 0. */
export type Youth = {
  readonly name: string;
  readonly manner: Manner;
  readonly intensity: Intensity;
  readonly arrivesOn: number;
};

const names = Object.keys(manners) as readonly Manner[];
/** Steady comes twice as often: it is what most are. */
const turns: readonly Manner[] = ['steady', ...names];
const intensities: readonly Intensity[] = ['regular', 'sustained', 'light', 'regular', 'intensive'];

/** So many youths, all manners in turn, who arrive over the first third of the days. */
export const youthsOf = (count: number, days: number): readonly Youth[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Jeune ${index + 1}`,
    manner: turns[index % turns.length] ?? 'steady',
    intensity: intensities[index % intensities.length] ?? 'regular',
    arrivesOn: Math.floor((index * days) / (3 * count)),
  }));
