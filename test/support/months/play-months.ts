import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { escalationViewSchema } from '../../../shared/api/schemas/escalation.ts';
import { todaySchema, type TodayCase } from '../../../shared/api/schemas/today.ts';
import { isWorkingDay } from '../../../shared/time/calendar.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { replacement } from '../calendar/people.ts';
import { caseIn, type Answer, type Session } from '../session.ts';
import { plainRequest, startSystem, subOf, zed, type System } from '../system.ts';
import { actionOf, complete, look, send } from '../walk.ts';
import { makeChance } from './chance.ts';
import { newestMails, toldIn, type Mail } from './told-in.ts';
import type { Manner, Youth } from './youths.ts';

/** Something that somebody did for a youth, or that ended the case, and when: ISO 8601. */
export type Act = {
  readonly at: string;
  readonly caseId: string;
  readonly what: 'referred' | 'in-touch' | 'touched' | 'suspended' | 'ended';
};

/** A case of the simulation, and whose it is. */
export type Followed = { readonly youth: Youth; readonly caseId: string; readonly reference: string };

type Options = {
  readonly youths: readonly Youth[];
  /** ISO 8601 date on the clocks of Montréal, and how many days from there on. */
  readonly begin: string;
  readonly days: number;
  readonly seed: number;
};

const zone = 'America/Toronto';
const morningHour = 10;
/** Often enough for the mailbox to show each e-mail once. */
const mailEveryDays = 7;

/** What leads on from each step, as long as nothing else is decided. */
const onward: Readonly<Record<string, string>> = {
  'first-contact': 'reached',
  consent: 'agreed',
  'needs-assessment': 'done',
  'support-plan': 'agreed-with-youth',
  'follow-up': 'continue',
  're-engagement': 'back',
  closure: 'keep-going',
};

const expectDone = (what: string, { status, body }: Answer): void => {
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
};

/** Plays the days one by one, through the API only, and answers with what was done and what was told. */
export const playMonths = async ({ youths, begin, days, seed }: Options) => {
  const first = Temporal.PlainDate.from(begin);
  const morning = (day: number): number =>
    first.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: { hour: morningHour } }).epochMilliseconds;
  const system: System = await startSystem({ beginAt: morning(0) - 3_600_000, more: [replacement] });
  const chances = new Map(youths.map(({ name }, index) => [name, makeChance(seed + index)]));
  const coordinator = await system.as('coordinator@est');
  const workers = [await system.as('caseworker@est'), await system.as(replacement.user)] as const;
  const acts: Act[] = [];
  const followed = new Map<string, Followed>();
  const mails = new Map<string, Mail>();

  const note = (caseId: string, what: Act['what']): void => {
    acts.push({ at: system.now(), caseId, what });
  };
  const workerOf = ({ arrivesOn }: Youth): Session => workers[arrivesOn % 2] ?? workers[0];
  const subOfWorker = (worker: Session): string =>
    worker === workers[1] ? replacement.membership.sub : subOf(worker.user);
  /** The second worker stays away in a month of their own, and says so to nobody. */
  const isThere = (worker: Session, day: number): boolean => worker !== workers[1] || day < 45 || day >= 66;

  const post = async (who: Session, { caseId }: Followed, path: string, body: object): Promise<Answer> => {
    const answer = await who.post(`/v1/cases/${caseId}/${path}`, body);
    expectDone(path, answer);
    return answer;
  };
  const contact = (who: Session, found: Followed, reached: 'yes' | 'no'): Promise<Answer> =>
    post(who, found, 'activities/contact', { reached, way: 'phone' });

  const refer = async (youth: Youth): Promise<void> => {
    const { caseId, reference } = await system.refer({ person: { ...zed, name: youth.name }, request: plainRequest });
    followed.set(caseId, { youth, caseId, reference });
    note(caseId, 'referred');
    if (youth.manner === 'unwelcomed') return;
    const responsible = subOfWorker(workerOf(youth));
    await complete(coordinator, { caseId }, 'accepted', { intensity: youth.intensity, responsible });
    note(caseId, 'touched');
  };

  /** A second referral of the same person, which the coordinator joins to the first. */
  const referAgain = async (known: Followed): Promise<void> => {
    const found = await system.refer({ person: { ...zed, name: known.youth.name }, request: plainRequest });
    const answer = await send(coordinator, found, actionOf(found, 'same-person'), {
      answers: { otherCase: known.reference },
    });
    expectDone('same-person', answer);
    followed.set(found.caseId, { ...known, caseId: found.caseId, reference: found.reference });
    note(found.caseId, 'ended');
  };

  const interrupt = async (who: Session, found: Followed, name: string, answers: object): Promise<void> => {
    const seen = await look(who, found);
    const form = seen.interruptions.find(({ interruption }) => interruption === name);
    if (!form) throw new Error(`${name} is not offered`);
    expectDone(name, await send(who, seen, form, { answers }));
  };

  type Event = { readonly after: number; readonly happens: (who: Session, found: Followed) => Promise<Act['what']> };
  /** What happens once, on the first working day so many days after the referral. */
  const events: Readonly<Partial<Record<Manner, Event>>> = {
    dies: {
      after: 25,
      happens: async (who, found) => {
        await post(who, found, 'activities/critical-event', { kind: 'death', safeTonight: 'yes' });
        return 'ended';
      },
    },
    withdraws: {
      after: 30,
      happens: async (who, found) => {
        await interrupt(who, found, 'withdraw', {});
        return 'ended';
      },
    },
    suspended: {
      after: 20,
      happens: async (who, found) => {
        const until = first.add({ days: found.youth.arrivesOn + 80 }).toString();
        await interrupt(who, found, 'suspend', { reason: 'hospital', until });
        return 'suspended';
      },
    },
    unsafe: {
      after: 18,
      happens: async (who, found) => {
        await post(who, found, 'activities/critical-event', { kind: 'threat', safeTonight: 'no' });
        return 'touched';
      },
    },
    'referred-twice': {
      after: 15,
      happens: async (_who, found) => {
        await referAgain(found);
        return 'touched';
      },
    },
  };
  const happened = new Set<string>();

  const happens = async (who: Session, found: Followed, day: number): Promise<boolean> => {
    const { caseId, youth } = found;
    const event = events[youth.manner];
    if (!event || happened.has(caseId) || day - youth.arrivesOn < event.after) return false;
    happened.add(caseId);
    note(caseId, await event.happens(who, found));
    return true;
  };

  /** The ordinary work of a worker with one of those who need them first. */
  const tend = async (who: Session, found: Followed, item: TodayCase, tonight: string): Promise<void> => {
    const { caseId, youth } = found;
    const chance = chances.get(youth.name) ?? makeChance(seed);
    if (youth.manner === 'wrong-taps' && chance() < 0.3) {
      const { body } = await contact(who, found, 'yes');
      const { undo } = z.object({ undo: z.object({ href: z.string() }) }).parse(body);
      expectDone('undo', await who.post(undo.href, {}));
      return;
    }
    if (item.contact.dueAt <= tonight) {
      await contact(who, found, chance() < 0.7 ? 'yes' : 'no');
      note(caseId, 'in-touch');
    }
    if ((item.step.dueAt ?? tonight) <= tonight) {
      const seen = await look(who, found);
      const action = seen.step.actions.find(({ outcome }) => outcome === onward[seen.step.id]);
      if (action) caseIn(await send(who, seen, action));
    }
    note(caseId, 'touched');
  };

  const worklist = async (who: Session): Promise<readonly TodayCase[]> => {
    const items: TodayCase[] = [];
    for (let more = 1; more > 0;) {
      const after = items.at(-1)?.caseId;
      const page = todaySchema.parse((await who.get(`/v1/today${after === undefined ? '' : `?after=${after}`}`)).body);
      items.push(...page.items);
      more = page.items.length === 0 ? 0 : page.more;
    }
    return items;
  };

  /** Puts off all that is asked of this person about somebody, for as long as they are let. */
  const putOff = async (who: Session, day: number): Promise<void> => {
    const { body } = await who.get('/v1/escalations?limit=100');
    const { items } = z.object({ items: z.array(escalationViewSchema) }).parse(body);
    for (const { caseId, answers, status } of items) {
      if (followed.get(caseId)?.youth.manner !== 'put-off' || status !== 'open') continue;
      const until = first.add({ days: day + 14 }).toString();
      for (const { href } of answers) {
        const { status: answered } = await who.post(href, { owner: subOfWorker(who), until });
        // Nobody keeps it quiet alone for ever: that this is refused is what the table is about.
        if (answered >= 300) continue;
        note(caseId, 'touched');
        break;
      }
    }
  };

  const work = async (who: Session, day: number): Promise<void> => {
    const tonight = new Date(morning(day) + 12 * 3_600_000).toISOString();
    for (const item of await worklist(who)) {
      const found = followed.get(item.caseId);
      if (!found || workerOf(found.youth) !== who) continue;
      const { manner } = found.youth;
      if (await happens(who, found, day)) continue;
      if (manner === 'put-off' || manner === 'forgotten' || manner === 'unwelcomed') continue;
      if (item.contact.dueAt <= tonight || (item.step.dueAt ?? '9999') <= tonight)
        await tend(who, found, item, tonight);
    }
    await putOff(who, day);
  };

  const playDay = async (day: number): Promise<void> => {
    await system.runtime.advance(Math.max(0, morning(day) - system.runtime.clock.now()));
    if (isWorkingDay(quebecCalendar, first.add({ days: day }))) {
      for (const who of workers) if (isThere(who, day)) await work(who, day);
    }
    for (const youth of youths) if (youth.arrivesOn === day) await refer(youth);
    await system.runtime.clock.idle();
  };

  try {
    for (let day = 0; day < days; day += 1) {
      await playDay(day);
      if (day % mailEveryDays === 0 || day === days - 1) {
        for (const mail of await newestMails(system)) mails.set(mail.id, mail);
      }
    }
    return {
      acts,
      followed: [...followed.values()],
      told: await toldIn(system),
      mails: [...mails.values()],
      until: system.now(),
      logged: system.logged,
    };
  } finally {
    await system.stop();
  }
};

export type Played = Awaited<ReturnType<typeof playMonths>>;
