import * as z from 'zod';
import { intensityTitles, type Intensity } from '../../../shared/domain/vocabulary.ts';
import { escalationViewSchema } from '../../../shared/api/schemas/escalation.ts';
import type { Answer, Session } from '../session.ts';
import { plainRequest, zed, type System } from '../system.ts';
import { complete, look, send } from '../walk.ts';
import { dayIn, momentIn } from './french-moment.ts';
import { personCalled } from './people.ts';

/** Who does something, in which year, and the cases by the name of their youth. */
type Scene = {
  readonly system: System;
  readonly session: Session;
  readonly year: number;
  readonly youths: Map<string, string>;
};

const urgencies: Readonly<Record<string, string>> = {
  'aujourd’hui': 'today',
  'cette semaine': 'this-week',
  'peut attendre': 'can-wait',
};

const intensityCalled = (words: string): Intensity => {
  const found = Object.entries(intensityTitles).find(([, { fr }]) => fr.toLowerCase() === words);
  if (!found) throw new Error(`« ${words} » n’est pas une intensité`);
  return found[0] as Intensity;
};

const caseOf = ({ youths }: Scene, youth: string) => {
  const caseId = youths.get(youth);
  if (caseId === undefined) throw new Error(`${youth} n’a pas de dossier`);
  return { caseId };
};

const expectDone = ({ status, body }: Answer): void => {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
};

const logContact = async (scene: Scene, youth: string, answers: object): Promise<void> => {
  const { caseId } = caseOf(scene, youth);
  expectDone(await scene.session.post(`/v1/cases/${caseId}/activities/contact`, { way: 'phone', ...answers }));
};

const interrupt = async (scene: Scene, youth: string, interruption: string, answers: object = {}): Promise<void> => {
  const found = await look(scene.session, caseOf(scene, youth));
  const form = found.interruptions.find((one) => one.interruption === interruption);
  if (!form) throw new Error(`${interruption} n’est pas offert`);
  expectDone(await send(scene.session, found, form, { answers }));
};

const openRequest = async (scene: Scene, youth: string): Promise<string> => {
  const { caseId } = caseOf(scene, youth);
  const answer = await scene.session.get('/v1/escalations?limit=50&scope=team');
  const { items } = z.object({ items: z.array(escalationViewSchema) }).parse(answer.body);
  const found = items.find((one) => one.caseId === caseId);
  if (!found) throw new Error(`aucune demande d’appui pour ${youth}`);
  return `/v1/cases/${caseId}/escalations/${found.number}`;
};

type Deed = (scene: Scene, ...words: string[]) => Promise<void>;

/** What can be done in a calendar: a sentence, and what it does through the API. */
const deeds: readonly (readonly [RegExp, Deed])[] = [
  [
    /^réfère (\S+) : (.+)$/,
    async ({ system, youths }, youth = '', urgency = '') => {
      const request = { ...plainRequest, urgency: urgencies[urgency] };
      const { caseId } = await system.refer({ person: { ...zed, name: youth }, request });
      youths.set(youth, caseId);
    },
  ],
  [
    /^accueille (\S+) : (\S+), confié\(e\) à (\S+)$/,
    async (scene, youth = '', intensity = '', worker = '') => {
      const responsible = personCalled(worker).membership.sub;
      await complete(scene.session, caseOf(scene, youth), 'accepted', {
        intensity: intensityCalled(intensity),
        responsible,
      });
    },
  ],
  [
    /^joint (\S+) et va jusqu’au suivi, prochain point le (.+)$/,
    async (scene, youth = '', day = '') => {
      const found = caseOf(scene, youth);
      for (const outcome of ['reached', 'agreed', 'done']) await complete(scene.session, found, outcome);
      const reviewDate = dayIn(scene.year, day).toString();
      await complete(scene.session, found, 'agreed-with-youth', { reviewDate });
    },
  ],
  [/^joint (\S+)$/, (scene, youth = '') => logContact(scene, youth, { reached: 'yes' })],
  [/^essaie de joindre (\S+)$/, (scene, youth = '') => logContact(scene, youth, { reached: 'no' })],
  [
    /^note après coup : a joint (\S+) (.+)$/,
    (scene, youth = '', moment = '') =>
      logContact(scene, youth, { reached: 'yes', at: new Date(momentIn(scene.year, moment)).toISOString() }),
  ],
  [
    /^fait le point avec (\S+) et continue, prochain point le (.+)$/,
    async (scene, youth = '', day = '') => {
      const found = caseOf(scene, youth);
      const { intensity } = await look(scene.session, found);
      const nextReview = dayIn(scene.year, day).toString();
      await complete(scene.session, found, 'continue', { intensity, nextReview });
    },
  ],
  [
    /^fait le point avec (\S+) et passe à (\S+), prochain point le (.+)$/,
    async (scene, youth = '', intensity = '', day = '') => {
      const nextReview = dayIn(scene.year, day).toString();
      const answers = { intensity: intensityCalled(intensity), nextReview };
      await complete(scene.session, caseOf(scene, youth), 'continue', answers);
    },
  ],
  [/^note que (\S+) se retire$/, (scene, youth = '') => interrupt(scene, youth, 'withdraw')],
  [
    /^suspend l’accompagnement de (\S+) jusqu’au (.+)$/,
    (scene, youth = '', day = '') => interrupt(scene, youth, 'suspend', { until: dayIn(scene.year, day).toString() }),
  ],
  [
    /^reprend l’accompagnement de (\S+)$/,
    async (scene, youth = '') => {
      const { caseId } = caseOf(scene, youth);
      expectDone(await scene.session.post(`/v1/cases/${caseId}/resumption`, {}, { prefer: 'wait=10' }));
    },
  ],
  [
    /^met (\S+) de garde du (.+) au (.+)$/,
    async ({ session, year }, worker = '', from = '', until = '') => {
      const [start, end] = [from, until].map((words) => new Date(momentIn(year, words)).toISOString());
      expectDone(
        await session.post('/v1/roster', { member: personCalled(worker).membership.sub, from: start, until: end }),
      );
    },
  ],
  [
    /^s’absente du (.+) au (.+)$/,
    async ({ session, year }, from = '', until = '') => {
      const away = { from: dayIn(year, from).toString(), until: dayIn(year, until).toString() };
      expectDone(await session.put('/v1/me/absence', away));
    },
  ],
  [
    /^note l’absence de (\S+) du (.+) au (.+)$/,
    async ({ session, year }, worker = '', from = '', until = '') => {
      const away = { from: dayIn(year, from).toString(), until: dayIn(year, until).toString() };
      expectDone(await session.put(`/v1/team/${personCalled(worker).membership.sub}/absence`, away));
    },
  ],
  [
    /^reporte la demande d’appui de (\S+) au (.+)$/,
    async (scene, youth = '', day = '') => {
      const until = dayIn(scene.year, day).toString();
      expectDone(await scene.session.post(`${await openRequest(scene, youth)}/snooze`, { until }));
    },
  ],
  [
    /^confie la demande d’appui de (\S+) à (\S+) jusqu’au (.+)$/,
    async (scene, youth = '', worker = '', day = '') => {
      const answer = { owner: personCalled(worker).membership.sub, until: dayIn(scene.year, day).toString() };
      expectDone(await scene.session.post(`${await openRequest(scene, youth)}/acknowledgement`, answer));
    },
  ],
  [/^la table s’arrête ici$/, () => Promise.resolve()],
];

/** Several youths in one line, as in `Zed + Maïka`. */
const several = /\S+(?: \+ \S+)+/;

/** Does what a line says, for each of its youths in turn. @throws Error when it means nothing here, or is refused */
export const doDeed = async (scene: Scene, what: string): Promise<void> => {
  const youths = several.exec(what)?.[0];
  if (youths !== undefined) {
    for (const youth of youths.split(' + ')) await doDeed(scene, what.replace(youths, youth));
    return;
  }
  for (const [pattern, deed] of deeds) {
    const match = pattern.exec(what);
    if (match) return deed(scene, ...match.slice(1));
  }
  throw new Error(`« ${what} » ne veut rien dire ici`);
};
