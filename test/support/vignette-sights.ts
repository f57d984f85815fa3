import { closureReasonTitles, scopeTitles } from '../../shared/domain/vocabulary.ts';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { dueOn } from '../../shared/time/due-at.ts';
import { quebecCalendar } from '../../shared/time/quebec.ts';
import { dayAhead } from './day-ahead.ts';
import type { Answer } from './session.ts';

/** What a person has before their eyes after a row: the answer, and the case where they may see it. */
export type Sight = {
  readonly answer: Answer;
  readonly refusal: string | undefined;
  readonly found: CaseView | undefined;
  readonly caseId: string | undefined;
  /** ISO 8601. */
  readonly now: string;
};

type See = (sight: Sight, words: string) => boolean;

const keyOf = (titles: Readonly<Record<string, { readonly fr: string }>>, words: string): string | undefined =>
  Object.entries(titles).find(([, { fr }]) => fr === words)?.[0];

const bodyOf = ({ answer }: Sight): string => JSON.stringify(answer.body);

const offers = ({ found }: Sight, words: string): boolean =>
  [...(found?.step.actions ?? []), ...(found?.activities ?? []), ...(found?.interruptions ?? [])].some(
    ({ title }) => title.fr === words,
  );

const hours = (from: string | undefined, to: string | undefined): number =>
  (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000;

const consentAnswers: Readonly<Record<string, string | undefined>> = {
  donné: 'given',
  refusé: 'refused',
  retiré: 'withdrawn',
  'pas encore': undefined,
};

/** What can be said in the last column: the beginning of the sentence, and what makes it true. */
const sentences: readonly (readonly [RegExp, See])[] = [
  [
    /^accusé de réception, rien d’autre$/,
    ({ answer }) =>
      answer.status === 202 &&
      Object.keys(answer.body as object)
        .sort()
        .join() === 'receiptId,receivedAt',
  ],
  [/^refusé : (.+)$/, ({ refusal }, words) => refusal?.startsWith(words) === true],
  [/^introuvable$/, ({ answer }) => answer.status === 404],
  [/^consigné$/, ({ answer }) => answer.status === 201],
  [/^étape (.+)$/, ({ found }, words) => found?.step.title.fr === words && found.step.state === 'open'],
  [
    /^dossier fermé, motif (.+)$/,
    ({ found }, words) => found?.status === 'closed' && found.closureReason === keyOf(closureReasonTitles, words),
  ],
  [
    /^échéance (\d+) heures? après la réception$/,
    ({ found }, words) => Math.abs(hours(found?.receivedAt, found?.step.dueAt) - Number(words)) < 0.01,
  ],
  [
    /^échéance dans (\d+) jours$/,
    ({ found, now }, words) => found?.step.dueAt === dueOn(dayAhead(now, Number(words)), quebecCalendar),
  ],
  [/^offert : (.+)$/, (sight, words) => words.split(' + ').every((one) => offers(sight, one))],
  [/^pas offert : (.+)$/, (sight, words) => words.split(' + ').every((one) => !offers(sight, one))],
  [/^rien à faire de plus$/, ({ found }) => found?.step.actions.length === 0 && found.activities.length === 0],
  [/^contact noté (maintenant)$/, ({ found, now }) => Math.abs(hours(found?.lastReachedAt, now)) < 0.01],
  [/^pas encore de contact$/, ({ found }) => found !== undefined && found.lastReachedAt === undefined],
  [/^on lit (.+)$/, (sight, words) => bodyOf(sight).includes(words)],
  [/^on ne lit pas (.+)$/, (sight, words) => !bodyOf(sight).includes(words)],
  [
    /^on en compte (\d+)$/,
    ({ answer }, words) => (answer.body as { items?: unknown[] }).items?.length === Number(words),
  ],
  [/^le dossier y est$/, (sight) => bodyOf(sight).includes(sight.caseId ?? 'none')],
  [/^le dossier n’y est pas$/, (sight) => !bodyOf(sight).includes(sight.caseId ?? 'none')],
];

const consent = /^consentement « (.+) » : (donné|refusé|retiré|pas encore)$/;

/** Whether what a coordinator reads in the last column is so. */
export const sees = (words: string, sight: Sight): boolean => {
  const [, scope, answer] = consent.exec(words) ?? [];
  if (scope !== undefined && answer !== undefined) {
    const consents: Readonly<Record<string, string | undefined>> = sight.found?.consents ?? {};
    return consents[keyOf(scopeTitles, scope) ?? ''] === consentAnswers[answer];
  }
  for (const [pattern, see] of sentences) {
    const match = pattern.exec(words);
    if (match) return see(sight, match[1] ?? '');
  }
  throw new Error(`« ${words} » ne veut rien dire ici`);
};
