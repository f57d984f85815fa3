import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { caseIn, pageIn, problemIn, type Answer, type Session } from './session.ts';
import { plainRequest, startSystem, zed, type System } from './system.ts';
import { answersFrom } from './vignette-answers.ts';
import { sees, type Sight } from './vignette-sights.ts';

/** One line of a vignette: who, when, what, and what is seen then. */
type Row = { readonly who: string; readonly when: string; readonly what: string; readonly seen: string };

/** Who stands in the first column, at the organisation of the case unless they are told apart. */
const roles: Readonly<Record<string, string>> = {
  'partenaire référent': 'referrer',
  coordination: 'coordinator',
  intervenante: 'caseworker',
  'supervision clinique': 'supervisor',
  administration: 'administrator',
};

type Organisation = 'est' | 'nord';

const userOf = (who: string, organisation: Organisation): string => {
  const role = roles[who];
  if (role !== undefined) return `${role}@${organisation}`;
  if (who === 'liaison de l’hôpital') return 'referrer@hopital';
  if (who === 'police') return 'referrer@poste-12';
  if (who === 'coordination d’un autre organisme') return `coordinator@${organisation === 'est' ? 'nord' : 'est'}`;
  throw new Error(`« ${who} » n’est personne`);
};

const rowsOf = (table: string): readonly Row[] =>
  table
    .trim()
    .split('\n')
    // The first two lines are the titles and the rule under them.
    .slice(2)
    .map((line) => {
      const [who = '', when = '', what = '', seen = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return { who, when, what, seen };
    });

const units = { minute: 'minutes', heure: 'hours', jour: 'days' } as const;
const zone = 'America/Toronto';

/** How long until `+ 2 heures`, `+ 3 jours`, or the next `2 h`, in seconds. */
const secondsUntil = (when: string, now: string): number => {
  if (when === '') return 0;
  const start = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const [, count, unit] = /^\+ (\d+) (minute|heure|jour)s?$/.exec(when) ?? [];
  if (count !== undefined && unit !== undefined) {
    const end = start.add({ [units[unit as keyof typeof units]]: Number(count) });
    return Math.round(start.until(end).total('seconds'));
  }
  const hour = /^à (\d+) h/.exec(when)?.[1];
  if (hour === undefined) throw new Error(`« ${when} » n’est pas un moment`);
  const today = start.with({ hour: Number(hour), minute: 0, second: 0, millisecond: 0, microsecond: 0 });
  const next = Temporal.ZonedDateTime.compare(today, start) > 0 ? today : today.add({ days: 1 });
  return Math.ceil(start.until(next).total('seconds'));
};

/** What a person does, in words: `Titre — Champ : valeur ; Champ : valeur`. */
const partsOf = (what: string): readonly [title: string, fields: string] => {
  const [title = '', fields = ''] = what.split(' — ');
  return [title, fields];
};

const refer = async (system: System, session: Session, fields: string): Promise<Answer> => {
  const given = new Map(fields.split(' ; ').map((field) => field.split(' : ') as [string, string]));
  const ageBand = given.get('âge') === 'incertain' ? 'unsure' : zed.ageBand;
  const urgency = given.get('urgence') === 'aujourd’hui' ? 'today' : plainRequest.urgency;
  const answer = await session.post('/v1/referrals', {
    person: { ...zed, name: given.get('surnom') ?? zed.name, ageBand },
    request: { ...plainRequest, urgency },
  });
  await system.runtime.clock.idle();
  return answer;
};

/** The open case of the organisation that is due first; where none is open, the one that was. */
const theCase = async (system: System, organisation: Organisation): Promise<string | undefined> => {
  const coordinator = await system.as(`coordinator@${organisation}`);
  const [open] = pageIn(await coordinator.get('/v1/cases')).items;
  const [closed] = pageIn(await coordinator.get('/v1/cases?status=closed')).items;
  return (open ?? closed)?.caseId;
};

/** Does what a row says, as that person; answers with what came back. */
const act = async (system: System, organisation: Organisation, session: Session, what: string): Promise<Answer> => {
  const [title, fields] = partsOf(what);
  if (title === 'réfère') return refer(system, session, fields);
  const path = `/v1/cases/${(await theCase(system, organisation)) ?? 'none'}`;
  if (title === 'regarde le dossier') return session.get(path);
  if (title === 'lit qui est la personne') return session.get(`${path}/person`);
  if (title === 'lit ce qui a été écrit') return session.get(`${path}/steps`);
  if (title === 'lit ce qui l’attend') return session.get('/v1/worklist');
  if (title === 'compte les dossiers ouverts') return session.get('/v1/cases');
  const { version, step, activities, interruptions } = caseIn(await session.get(path));
  const wanted = title.replace('consigne ', '');
  const forms = title === wanted ? [...step.actions, ...interruptions] : activities;
  const form = forms.find((one) => one.title.fr === wanted);
  if (!form) throw new Error(`« ${wanted} » n’est pas offert : ${forms.map((one) => one.title.fr).join(' · ')}`);
  const body = { ...form.example, ...answersFrom(form.schema, fields, system.now()) };
  const answer = await session.post(form.href, body, { 'if-match': `"${version}"`, prefer: 'wait=10' });
  await system.runtime.clock.idle();
  return answer;
};

const sightOf = async (
  system: System,
  organisation: Organisation,
  session: Session,
  answer: Answer,
): Promise<Sight> => {
  const caseId = await theCase(system, organisation);
  const read = await session.get(`/v1/cases/${caseId ?? 'none'}`);
  const found: CaseView | undefined = read.status === 200 ? caseIn(read) : undefined;
  const refusal = answer.status >= 400 ? problemIn(answer).title : undefined;
  return { answer, refusal, found, caseId, now: system.now() };
};

/** A vignette as a table that a coordinator can read; each row is a test, in order, on one system. */
export const vignette = (title: string, table: string, organisation: Organisation = 'est'): void => {
  describe(title, () => {
    let system: System;
    beforeAll(async () => {
      system = await startSystem();
    });
    afterAll(() => system.stop());

    test.each(rowsOf(table))('$who $when · $what → $seen', async ({ who, when, what, seen }) => {
      await system.advanceClock(`PT${secondsUntil(when, system.now())}S`);
      const session = await system.as(userOf(who, organisation));
      const answer = await act(system, organisation, session, what);
      const sight = await sightOf(system, organisation, session, answer);
      for (const words of seen.split(' ; ')) expect([words, sees(words, sight)]).toEqual([words, true]);
    });
  });
};
