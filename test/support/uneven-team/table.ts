import { intensityTitles } from '../../../shared/domain/vocabulary.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { longestSilence } from './rules.ts';
import { nameOf } from './people.ts';
import type { Told } from './told.ts';
import { isLive, isSuspended, type Youth } from './youth.ts';

const words = {
  fr: {
    title: (youths: number, months: number) => `## ${youths} jeunes, ${months} mois`,
    head: [
      'Dossier',
      'Intensité',
      'Responsable',
      'État',
      'Contacts',
      'En retard',
      'Qui l’a su (fois, la dernière)',
      'Plus long silence',
    ],
    states: { open: 'ouvert', suspended: 'suspendu', ended: 'terminé', death: 'décès' },
    nobody: 'personne n’avait à l’être',
    days: (count: number) => (count < 2 ? `${count} jour` : `${count} jours`),
  },
  en: {
    title: (youths: number, months: number) => `## ${youths} youths, ${months} months`,
    head: [
      'Case',
      'Intensity',
      'Responsible',
      'State',
      'Contacts',
      'Late',
      'Who was told (times, the last)',
      'Longest silence',
    ],
    states: { open: 'open', suspended: 'suspended', ended: 'ended', death: 'deceased' },
    nobody: 'nobody had to be',
    days: (count: number) => (count === 1 ? `${count} day` : `${count} days`),
  },
} as const;

const stateOf = (youth: Youth, now: string): keyof (typeof words)['fr']['states'] => {
  if (youth.acts.some(({ kind }) => kind === 'death')) return 'death';
  if (!isLive(youth, now)) return 'ended';
  return isSuspended(youth, now) ? 'suspended' : 'open';
};

const toldWords = (youth: Youth, told: readonly Told[], nobody: string): string => {
  const times = new Map<string, { count: number; last: string }>();
  for (const { user, at, notices } of told) {
    if (!notices.some(({ about }) => 'caseId' in about && about.caseId === youth.caseId)) continue;
    times.set(user, { count: (times.get(user)?.count ?? 0) + 1, last: at.slice(0, 10) });
  }
  const each = [...times].map(([user, { count, last }]) => `${nameOf(user)} (${count}, ${last})`);
  return each.length > 0 ? each.join('; ') : nobody;
};

/** What a coordinator reads of the months: a line for each youth. */
export const tableOf = (
  language: Language,
  {
    youths,
    told,
    now,
    months,
  }: {
    readonly youths: readonly Youth[];
    readonly told: readonly Told[];
    readonly now: string;
    readonly months: number;
  },
): string => {
  const { title, head, states, nobody, days } = words[language];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = youths.map((youth) =>
    row([
      youth.reference,
      intensityTitles[youth.intensity][language],
      nameOf(youth.worker),
      states[stateOf(youth, now)],
      String(youth.contacts),
      String(youth.late),
      toldWords(youth, told, nobody),
      days(Math.round(longestSilence(youth, told, now))),
    ]),
  );
  return [title(youths.length, months), '', row(head), row(head.map(() => '---')), ...lines, ''].join('\n');
};
