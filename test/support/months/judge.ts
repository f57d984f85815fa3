import { Temporal } from 'temporal-polyfill';
import { intensityTitles, type Intensity } from '../../../shared/domain/vocabulary.ts';
import { isWorking } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import type { Followed, Played } from './play-months.ts';
import type { Mail, Told } from './told-in.ts';
import { manners, type Youth } from './youths.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Days in which somebody does something for a youth of that intensity, or is told of them; a long weekend included. */
const mostSilentDays: Readonly<Record<Intensity | 'suspended' | 'put-off', number>> = {
  intensive: 9,
  sustained: 12,
  regular: 16,
  light: 32,
  suspended: 32,
  // The two weeks that somebody who puts off asks for, and what was left of the day before.
  'put-off': 16,
};

const mostSilentFor = ({ manner, intensity }: Youth): number => {
  if (manner === 'suspended' || manner === 'put-off') return mostSilentDays[manner];
  // Nobody has said yet how intense the support is to be.
  return mostSilentDays[manner === 'unwelcomed' ? 'regular' : intensity];
};

const caseOf = ({ about }: Told): string | undefined => ('caseId' in about ? about.caseId : undefined);

const endOf = ({ acts, until }: Played, { caseId }: Followed): string =>
  acts.find((act) => act.caseId === caseId && act.what === 'ended')?.at ?? until;

type Silence = {
  readonly followed: Followed;
  readonly days: number;
  readonly most: number;
  readonly from: string;
};

/** The longest time in which nobody did anything for a youth and nobody was told of them, until the end of the support. */
const silenceOf = (played: Played, followed: Followed): Silence => {
  const end = endOf(played, followed);
  const done = played.acts.filter(({ caseId }) => caseId === followed.caseId).map(({ at }) => at);
  const said = played.told.filter((one) => caseOf(one) === followed.caseId).map(({ recordedAt }) => recordedAt);
  const moments = [...done, ...said, end].filter((at) => at <= end).toSorted();
  const gaps = moments.slice(1).map((at, index) => {
    const from = moments[index] ?? at;
    return { from, days: (Date.parse(at) - Date.parse(from)) / dayMs };
  });
  const longest = gaps.reduce((one, other) => (other.days > one.days ? other : one), { from: end, days: 0 });
  return { followed, ...longest, most: mostSilentFor(followed.youth) };
};

/** Those about whom there was more silence than their intensity allows. */
export const forgotten = (played: Played): readonly string[] =>
  played.followed
    .map((one) => silenceOf(played, one))
    .filter(({ days, most }) => days > most)
    .map(({ followed: { youth }, days, from }) => `${youth.name} (${youth.manner}): ${days.toFixed(1)} from ${from}`);

/** What may be said once the support has ended: that somebody died, and the talk that is offered after it. */
const afterwards: readonly string[] = ['death', 'debrief', 'referral-joined'];

/** Lines about a youth whose support has ended, or of a contact that is due though somebody was in touch within the day. */
export const untrue = (played: Played): readonly string[] => {
  const told = played.told.flatMap((one) => {
    const followed = played.followed.find(({ caseId }) => caseId === caseOf(one));
    return followed ? [{ one, followed }] : [];
  });
  return told
    .filter(({ one, followed }) => {
      const { about, recordedAt } = one;
      if (recordedAt > endOf(played, followed)) return !afterwards.includes(about.kind);
      if (about.kind !== 'rung' || about.timerId !== 'contact' || about.rung !== 'due') return false;
      return played.acts.some(({ caseId, at, what }) => {
        const beforeMs = Date.parse(recordedAt) - Date.parse(at);
        return caseId === followed.caseId && what === 'in-touch' && beforeMs > 0 && beforeMs < dayMs * 0.8;
      });
    })
    .map(({ one, followed }) => `${one.recordedAt} ${one.who} ${one.about.kind} ${followed.youth.name}`);
};

/** Whether all that an e-mail counts is what waits for no morning: an alarm, or something of intensive support. */
const isImmediate = ({ told }: Played, { who, sentAt }: Mail): boolean => {
  const counted = told.filter((one) => {
    const afterMs = Date.parse(sentAt) - Date.parse(one.tellAt);
    return one.who === who && afterMs >= 0 && afterMs < 2 * minuteMs;
  });
  return counted.every(
    ({ about }) => about.kind === 'alarm' || (about.kind === 'rung' && about.intensity === 'intensive'),
  );
};

/** Second e-mails of one day to one person, but for what waits for no morning. */
export const tooMany = (played: Played): readonly string[] => {
  const days = played.mails.filter((mail) => !isImmediate(played, mail)).map(({ who, day }) => `${who}, ${day}`);
  return days.filter((day, index) => days.indexOf(day) !== index);
};

/** E-mails outside working hours: nobody is on call in these months. */
export const atNight = ({ mails }: Played): readonly string[] =>
  mails
    .filter(({ sentAt }) => !isWorking(quebecCalendar, Temporal.Instant.from(sentAt).toString()))
    .map(({ who, sentAt }) => `${who} ${sentAt}`);

/** What became of each youth, as a table that a coordinator can read. */
export const tableOf = (played: Played): string => {
  const rows = played.followed.map((followed) => {
    const { name, manner, intensity } = followed.youth;
    const silence = silenceOf(played, followed);
    const said = played.told.filter((one) => caseOf(one) === followed.caseId);
    const people = [...new Set(said.map(({ who }) => who))].toSorted();
    const counts = people.map((who) => `${who} ${said.filter((one) => one.who === who).length}`).join(', ');
    const acts = played.acts.filter(({ caseId, what }) => caseId === followed.caseId && what !== 'ended').length;
    const end = played.acts.find(({ caseId, what }) => caseId === followed.caseId && what === 'ended');
    return [
      name,
      manners[manner],
      intensityTitles[intensity].fr,
      String(acts),
      counts || 'personne',
      `${silence.days.toFixed(0)} jours, du ${silence.from.slice(0, 10)}`,
      end ? `fini le ${end.at.slice(0, 10)}` : 'en cours',
    ];
  });
  const head = ['jeune', 'ce qui se passe', 'intensité', 'gestes', 'avis reçus', 'plus long silence', 'à la fin'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};
