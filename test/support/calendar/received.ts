import * as z from 'zod';
import type { NoticeAbout } from '../../../shared/domain/team/notice.ts';
import type { RungName } from '../../../shared/domain/pathway/due.ts';
import { noticeItem } from '../../../shared/store/items/notice-items.ts';
import { rungItem } from '../../../shared/store/items/timer-items.ts';
import { families, keys } from '../../../shared/store/keys.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import type { System } from '../system.ts';
import { momentWords } from './french-moment.ts';
import { nameOf, team } from './people.ts';
import type { Line } from './table.ts';

/** What somebody received, or was erased, and when: ISO 8601. */
export type Received = Line & { readonly at: string };

const most = 1_000;

const rungWords: Readonly<Record<'contact' | 'step', Readonly<Record<RungName, string>>>> = {
  contact: {
    'due-soon': 'contact à prévoir',
    due: 'contact dû',
    'backup-and-coordinator': 'demande d’appui',
    direction: 'démarche à soutenir',
  },
  step: {
    'due-soon': 'étape à prévoir',
    due: 'étape due',
    'backup-and-coordinator': 'demande d’appui pour une étape',
    direction: 'démarche à soutenir pour une étape',
  },
};

const wordsOf = (timerId: string, rung: RungName): string =>
  timerId === 'contact' || timerId === 'step'
    ? rungWords[timerId][rung]
    : timerId === 'support'
      ? 'demande d’appui sans réponse'
      : `${timerId} ${rung}`;

const aboutWords = (about: NoticeAbout, youthOf: (caseId: string) => string): string =>
  about.kind === 'rung' ? `${wordsOf(about.timerId, about.rung)}, ${youthOf(about.caseId)}` : about.kind;

const line = (at: string, who: string, what: string): Received => ({ at, when: momentWords(at), who, what });

const tableOf = (system: System) => makeRecordTable({ client: system.dynamoDb(), table: system.recordTable });

/** Every line of every inbox of the team. */
export const noticesIn = async (system: System, youthOf: (caseId: string) => string): Promise<readonly Received[]> => {
  const table = tableOf(system);
  const inboxes = team.map(async ({ membership: { sub } }) => {
    const rows = await table.queryCase(keys.membership(sub).pk, { prefix: families.notices, limit: most });
    return rows
      .map((row) => noticeItem.fromRow(row))
      .map(({ recordedAt, about }) => line(recordedAt, nameOf(sub), `avis : ${aboutWords(about, youthOf)}`));
  });
  return (await Promise.all(inboxes)).flat();
};

const mailSchema = z.array(z.object({ sentAt: z.string(), to: z.array(z.string()), text: z.string() }));

/** Every e-mail that arrived, whoever it went to: its lines that begin with a number. */
export const mailsIn = async (system: System): Promise<readonly Received[]> =>
  mailSchema
    .parse((await system.nobody.get('/_local/mailbox')).body)
    .flatMap(({ sentAt, to, text }) =>
      to.map((address) =>
        line(sentAt, nameOf(address), `courriel : ${(text.match(/^\d.*$/gm) ?? ['sans nombre']).join(' et ')}`),
      ),
    );

/** Every rung that a late entry took out of the figures. */
export const erasedIn = async (system: System, youths: ReadonlyMap<string, string>): Promise<readonly Received[]> => {
  const table = tableOf(system);
  const cases = [...youths].map(async ([youth, caseId]) => {
    const rows = await table.queryCase(keys.case(caseId).pk, { prefix: 'RUNG#', limit: most });
    return rows
      .map((row) => rungItem.fromRow(row))
      .flatMap(({ erasedAt, timerId, rung }) =>
        erasedAt === undefined ? [] : [line(erasedAt, 'le registre', `effacé : ${wordsOf(timerId, rung)}, ${youth}`)],
      );
  });
  return (await Promise.all(cases)).flat();
};
