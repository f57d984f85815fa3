import { Temporal } from 'temporal-polyfill';
import type { System } from '../system.ts';
import { done } from './deeds.ts';
import { workADay } from './day.ts';
import { sequelAfter, settleIn, takeSequel, takeTurn, welcome } from './life.ts';
import { partners, subOf } from './people.ts';
import type { Chance } from './random.ts';
import { brokenRules } from './rules.ts';
import { toldSince, type Told } from './told.ts';
import { isLive, type Youth } from './youth.ts';

/** The one who is on call through it all. */
const onCall = 'caseworker@est';

/** Brings the clock to ten in the morning of the next day in Montréal. */
const toNextMorning = async (system: System): Promise<void> => {
  const now = Temporal.Instant.from(system.now()).toZonedDateTimeISO('America/Toronto');
  const next = now.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: 'America/Toronto', plainTime: '10:00' });
  await system.runtime.advance(next.epochMilliseconds - now.epochMilliseconds);
};

/** On call for so long at a time. */
const onCallDays = 7;

/** Somebody is always on call; gives the moment until which they are. */
const stayOnCall = async (system: System, covered: string): Promise<string> => {
  const from = system.now();
  if (from < covered) return covered;
  const coordinator = await system.as('coordinator@est');
  const until = new Date(Date.parse(from) + onCallDays * 86_400_000).toISOString();
  done(await coordinator.post('/v1/roster', { member: subOf(onCall), from, until }));
  return until;
};

/** A partner sees no case, whatever has become of whom they referred. */
const learnt = async (system: System): Promise<readonly string[]> => {
  const answers = partners.map(async (user) => {
    const { status } = await (await system.as(user)).get('/v1/cases');
    return status === 403 ? [] : [`${user} reads cases: ${status}`];
  });
  return (await Promise.all(answers)).flat();
};

/** Every open case is reached from the coordinator's day, page after page. */
const unreachable = async (system: System, youths: readonly Youth[]): Promise<readonly string[]> => {
  const coordinator = await system.as('coordinator@est');
  const seen = new Set<string>();
  let after = '';
  for (;;) {
    const { items, more } = done(await coordinator.get(`/v1/today?limit=25${after}`)) as {
      readonly items: readonly { readonly caseId: string }[];
      readonly more: number;
    };
    for (const { caseId } of items) seen.add(caseId);
    const last = items.at(-1);
    if (more === 0 || !last) break;
    after = `&after=${last.caseId}`;
  }
  const now = system.now();
  return youths
    .filter((youth) => isLive(youth, now) !== seen.has(youth.caseId))
    .map(
      ({ caseId, reference }) => `${reference} is ${seen.has(caseId) ? 'still' : 'not'} on the day of the coordinator`,
    );
};

/** Plays so many days of a team and its youths, and looks at the rules every morning. */
export const playMonths = async (
  system: System,
  { count, days, chance }: { readonly count: number; readonly days: number; readonly chance: Chance },
) => {
  const youths: Youth[] = [];
  const told: Told[] = [];
  const broken: string[] = [];
  const arrivals = Math.max(1, Math.floor(days / 3));
  let looked = system.now();
  let covered = '';
  for (let day = 0; day < days; day += 1) {
    covered = await stayOnCall(system, covered);
    const wanted = Math.min(count, Math.ceil((count * (day + 1)) / arrivals));
    while (youths.length < wanted) youths.push(await welcome(system, youths.length, chance, day));
    for (const youth of youths) {
      const { turn } = youth;
      // Who declines does so at the first contact; the others are followed by then.
      const isSettled = turn?.what !== 'declined';
      if (isSettled && youth.acts.length === 1 && youth.n % 8 !== 7) await settleIn(system, youth);
      if (turn && turn.onDay === day) await takeTurn(system, youth, turn.what);
      if (turn && turn.onDay + sequelAfter === day) await takeSequel(system, youth, turn.what);
    }
    await workADay(system, youths, chance);
    await toNextMorning(system);
    const fresh = await toldSince(system, looked);
    told.push(...fresh);
    looked = system.now();
    broken.push(...brokenRules({ youths, told, fresh, onCall, now: looked }));
    if (day % 7 === 0) broken.push(...(await learnt(system)), ...(await unreachable(system, youths)));
  }
  return { youths, told, broken, now: looked };
};
