import { Temporal } from 'temporal-polyfill';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { Membership } from '../access/membership.ts';
import type { Case } from '../domain/case/case.ts';
import type { EventFacts } from '../domain/case/event.ts';
import { acknowledge, escalationSchema, isPutOffEnough, snooze, type Escalation } from '../domain/case/escalation.ts';
import { useOf } from '../domain/team/allowance.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Check } from '../store/writes.ts';
import type { TeamStore } from '../store/team-store.ts';
import type { Calendar } from '../time/calendar.ts';
import { setThread } from '../time/contact-clock.ts';
import { dueOn } from '../time/due-at.ts';
import { dayOf } from '../time/opening.ts';
import { authorised, knownMember } from './authorised.ts';
import { append } from './chain.ts';
import { colleagueRefused } from './colleague.ts';
import { counted } from './counted.ts';
import { lookingTwice, remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Calendars, Clock, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';

/** A day, as YYYY-MM-DD. */
type Later = { readonly until: string };
type Taken = Later & { readonly owner: string };
type Command<T extends Later> = {
  readonly caseId: string;
  readonly number: number;
  readonly sub: string;
  readonly sent: Sent<T>;
  readonly key: IdempotencyKey | undefined;
};

type Dependencies = {
  readonly store: CaseStore;
  readonly team: Pick<TeamStore, 'read'>;
  readonly clock: Clock;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/** How far away a date may be: what is put off for longer is a suspension. Days. */
const furthest = 30;

const notPast = { fr: 'Cette date est passée.', en: 'This date has passed.' } as const;
const notSoFar = {
  fr: `Choisissez une date d’ici ${furthest} jours; au-delà, suspendez le dossier.`,
  en: `Choose a date within ${furthest} days; beyond that, suspend the case.`,
} as const;

/** The end of that working day. @throws ProblemError `invalid-request` for a day that has passed, or is too far away */
const instantOf = (until: string, now: string, calendar: Calendar): string => {
  const refuse = (said: typeof notPast | typeof notSoFar) => {
    throw new ProblemError('invalid-request', (language) => [{ pointer: '#/until', detail: said[language] }]);
  };
  const due = dueOn(until, calendar);
  const today = dayOf(calendar, now);
  if (until < today || due <= now) refuse(notPast);
  // The day that was typed: a weekend or a holiday moves the moment by days, which nobody chose.
  if (until > Temporal.PlainDate.from(today).add({ days: furthest }).toString()) refuse(notSoFar);
  return due;
};

type Answer = { readonly escalation: Escalation; readonly facts: EventFacts; readonly checks: readonly Check[] };

/**
 * Answers requests for support: somebody takes it upon them until a date, or it is asked again later. Either way the contact
 * clock is set to that date, and its ladder begins again from there.
 */
export const makeAnswerSupport = ({ store, team, clock, calendars, pathwayOf }: Dependencies) => {
  const attempt = async <T extends Later>(
    { caseId, number, sub, sent, key }: Command<T>,
    decide: (open: Escalation, found: Case, at: T & { readonly now: string }) => Promise<Answer>,
  ): Promise<Escalation> => {
    const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
    const found = authorised(knownMember(read.membership), 'escalation:answer', read.found);
    const { thread } = read;
    if (!thread) throw new Error('the case has no thread');
    const now = clock.now();
    const earlier = replayed(read.earlier, key, now);
    if (earlier) return escalationSchema.parse(earlier);

    const { isOpen, count } = thread.escalations;
    const open = isOpen && number === count ? await store.readEscalation(caseId, number) : undefined;
    if (!open) throw new ProblemError('support-ended');
    const calendar = await calendars.of(found.organisation);
    const asked = sent();
    const until = instantOf(asked.until, now, calendar);
    const { escalation, facts, checks } = await decide(open, found, { ...asked, until, now });
    const { intensity } = found;
    const rules = { rules: pathwayOf(found.pathway).thread, calendar };
    const { owner } = escalation;
    const standIns = owner === undefined ? found.standIns : [...new Set([...(found.standIns ?? []), owner])];
    const { next, event } = append({ ...found, ...(standIns && { standIns }) }, facts);
    const use = useOf(sub, 'escalation', now);
    await counted(use, now, () =>
      store.write([
        store.counts(use),
        ...checks,
        store.puts.changedCase(next, found),
        store.puts.event(event),
        store.puts.thread(setThread(thread, { due: until, now, intensity }, rules), thread),
        store.puts.escalation(escalation),
        ...(key ? [store.puts.idempotency(...remember(key, escalation, now))] : []),
      ]),
    );
    return escalation;
  };

  /** Whom to talk to instead of putting it off once more. */
  const suggest = async ({ organisation, unit }: Case, sub: string, now: string): Promise<never> => {
    const { members } = await team.read(organisation, unit, now);
    const named = (role: Membership['role']) =>
      members.filter((one) => one.role === role && one.sub !== sub).map(({ name }) => name);
    const names = [...named('supervisor'), ...named('coordinator')].join(', ');
    throw new ProblemError('snoozed-enough', (language) =>
      names === ''
        ? []
        : [
            {
              pointer: '#/until',
              detail: language === 'fr' ? `À qui en parler : ${names}` : `Whom to talk to: ${names}`,
            },
          ],
    );
  };

  return {
    /** @throws ProblemError `not-found`, `forbidden`, `support-ended`, `snoozed-enough`, `unknown-colleague`, `invalid-request`, `key-reused`, `too-many-requests` */
    acknowledge: (command: Command<Taken>): Promise<Escalation> =>
      retrying(() =>
        lookingTwice(command.key, () =>
          attempt(command, async (open, found, { owner, until, now }) => {
            const { sub } = command;
            if (owner === sub && isPutOffEnough(open, sub)) return suggest(found, sub, now);
            return {
              escalation: acknowledge(open, { owner, by: sub, until, now }),
              facts: { type: 'support-acknowledged', at: now, actor: sub, rung: open.rung, owner, until },
              checks: [store.checks.colleague(owner, found)],
            };
          }).catch(colleagueRefused),
        ),
      ),

    /** @throws ProblemError `not-found`, `forbidden`, `support-ended`, `snoozed-enough`, `invalid-request`, `key-reused`, `too-many-requests` */
    snooze: (command: Command<Later>): Promise<Escalation> =>
      retrying(() =>
        lookingTwice(command.key, () =>
          attempt(command, async (open, found, { until, now }) => {
            if (isPutOffEnough(open, command.sub)) return suggest(found, command.sub, now);
            return {
              escalation: snooze(open, { until, now }),
              facts: { type: 'support-snoozed', at: now, actor: command.sub, rung: open.rung, until },
              checks: [],
            };
          }),
        ),
      ),
  };
};

export type AnswerSupport = ReturnType<typeof makeAnswerSupport>;
