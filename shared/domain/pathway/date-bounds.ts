import { text, type Text } from '../text.ts';
import { intensities, intensityTitles } from '../vocabulary.ts';
import type { ByIntensity, Duration } from './due.ts';

/** How long after the writing a date lies at most: always the same, by the intensity, or by the answer to another field. */
type Latest =
  | Duration
  | { readonly by: 'intensity'; readonly of: ByIntensity<Duration> }
  | { readonly by: string; readonly of: Readonly<Record<string, Duration>> };

/**
 * Between what a day or a moment lies that somebody types. `earliest` counts from the writing, or from the receipt of the
 * referral; of a day, whole days count. Where another field decides and is not answered, the longest holds.
 */
export type DateBounds = {
  readonly earliest: { readonly from: 'now' | 'receipt'; readonly in: Duration };
  readonly latest: Latest;
};

/** What the clock of a telephone may be ahead of ours, or behind it. */
const clockError = 'PT5M';

/** When something happened: since the receipt of the referral, and not to come. */
export const happened: DateBounds = {
  earliest: { from: 'receipt', in: `-P${clockError.slice(1)}` },
  latest: clockError,
};

/** A day that is planned: tomorrow at the earliest. */
export const plannedWithin = (latest: Latest): DateBounds => ({ earliest: { from: 'now', in: 'P1D' }, latest });

/** A moment that is planned: from now on. */
export const momentWithin = (latest: Latest): DateBounds => ({
  earliest: { from: 'now', in: `-P${clockError.slice(1)}` },
  latest,
});

/** Days or minutes of a duration of bounds, which count nothing else. */
const spoken = (duration: Duration): Text => {
  const [, count = '', unit] = /(\d+)([DM])$/.exec(duration) ?? [];
  return unit === 'D' ? text(`${count} jours`, `${count} days`) : text(`${count} minutes`, `${count} minutes`);
};

const latestSpoken = (latest: Latest): Text => {
  if (typeof latest === 'string') return spoken(latest);
  if (latest.by !== 'intensity') {
    const days = Object.values(latest.of).map((most) => Number(/\d+/.exec(most)?.[0] ?? 0));
    const [least, most] = [Math.min(...days), Math.max(...days)];
    return text(
      `${least} à ${most} jours, selon «\u00A0${latest.by}\u00A0»`,
      `${least} to ${most} days, by “${latest.by}”`,
    );
  }
  const of: Readonly<Record<string, Duration>> = latest.of;
  const each = intensities.map((name) => [intensityTitles[name], spoken(of[name] ?? 'P0D')] as const);
  return text(
    each.map(([name, most]) => `${most.fr} (${name.fr})`).join(', '),
    each.map(([name, most]) => `${most.en} (${name.en})`).join(', '),
  );
};

/** The rule in words, for documents that know no case. */
export const boundsInWords = ({ earliest, latest }: DateBounds): Text => {
  const most = latestSpoken(latest);
  if (earliest.from === 'receipt') {
    return text(
      'Pas avant la réception de la référence, ni dans l’avenir.',
      'Not before the receipt of the referral, nor in the future.',
    );
  }
  const first = earliest.in === 'P1D' ? text('Dès demain', 'From tomorrow') : text('Dès maintenant', 'From now');
  return text(`${first.fr}; au plus tard dans ${most.fr}.`, `${first.en}; at the latest in ${most.en}.`);
};
