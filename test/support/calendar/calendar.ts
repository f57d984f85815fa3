import { beforeAll, describe, expect, test } from '@jest/globals';
import { startSystem, type System } from '../system.ts';
import { doDeed } from './deeds.ts';
import { dayWords, momentIn } from './french-moment.ts';
import { personCalled, replacement, team } from './people.ts';
import { erasedIn, mailsIn, noticesIn, type Received } from './received.ts';
import { calendarOf, type Line } from './table.ts';

const startsBefore = 3_600_000;
/** Milliseconds for a table that plays months on a machine that is busy. */
export const patience = 300_000;

const play = async (system: System, year: number, lines: readonly Line[]): Promise<Map<string, string>> => {
  const youths = new Map<string, string>();
  for (const { when, who, what } of lines) {
    const gap = momentIn(year, when) - system.runtime.clock.now();
    if (gap > 0) await system.runtime.advance(gap);
    const session = await system.as(who === '' ? 'nobody' : personCalled(who).user);
    await doDeed({ system, session, year, youths }, what).catch((error: unknown) => {
      throw new Error(`${when} · ${who} · ${what}`, { cause: error });
    });
    await system.runtime.clock.idle();
  }
  return youths;
};

/** A system of the team whose clock begins shortly before that moment, the first worker's backup named. */
const startTeam = async (begins: number): Promise<System> => {
  const system = await startSystem({ beginAt: begins - startsBefore, more: [replacement] });
  const worker = await system.as(personCalled('Noor').user);
  await worker.put('/v1/me/backup', { backup: replacement.membership.sub });
  return system;
};

/** All that anybody of the team received, in order. */
const receivedIn = async (system: System, youths: ReadonlyMap<string, string>): Promise<readonly Received[]> => {
  const names = new Map([...youths].map(([youth, caseId]) => [caseId, youth]));
  const all = [
    ...(await noticesIn(system, (caseId) => names.get(caseId) ?? caseId)),
    ...(await mailsIn(system)),
    ...(await erasedIn(system, youths)),
  ];
  return all.sort((a, b) => (a.at < b.at ? -1 : 1));
};

/** A line as it is compared. */
export const told = ({ when, what }: Line): string => `${when} · ${what}`;

/** Plays the deeds of a table from `begins` on, and answers with all that was received. */
export const playTable = async (year: number, table: string): Promise<readonly Received[]> => {
  const { deeds } = calendarOf(table);
  const system = await startTeam(momentIn(year, deeds[0]?.when ?? ''));
  try {
    return await receivedIn(system, await play(system, year, deeds));
  } finally {
    await system.stop();
  }
};

/**
 * A calendar as a table that a coordinator can read: what people do, and after an arrow what they receive. It holds what
 * everybody of the team receives; what it does not say, nobody receives.
 */
export const calendrier = (title: string, year: number, table: string): void => {
  describe(title, () => {
    const { received, silences } = calendarOf(table);
    let all: readonly Received[] = [];
    beforeAll(async () => {
      all = await playTable(year, table);
    }, patience);

    const names = [...team.map(({ membership }) => membership.name.split(' ')[0] ?? ''), 'le registre'];
    test.each(names)('%s reçoit ce qui est écrit, et rien d’autre', (name) => {
      const mine = (lines: readonly Line[]) => lines.filter(({ who }) => who === name).map(told);
      expect(mine(all).sort()).toEqual(mine(received).sort());
    });

    test('personne d’autre ne reçoit quoi que ce soit', () => {
      expect(all.filter(({ who }) => !names.includes(who))).toEqual([]);
    });

    test.each(silences)('$when, personne : $what', ({ when, what }) => {
      const thatDay = all.filter(({ at }) => dayWords(at) === when);
      expect(thatDay.filter((line) => what === 'rien' || line.what.startsWith('courriel')).map(told)).toEqual([]);
    });
  });
};
