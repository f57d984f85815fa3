import type { Action } from '../access/matrix.ts';
import type { Membership } from '../access/membership.ts';
import { parseForm } from '../api/parse-form.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { Callbacks } from '../conductor/callbacks.ts';
import type { Case } from '../domain/case/case.ts';
import type { EventFacts } from '../domain/case/event.ts';
import { interrupt, interruptionRefusal, resume, resumptionRefusal } from '../domain/case/interrupt.ts';
import { isInterruption, standingAt } from '../domain/case/lead.ts';
import { emptyForm } from '../domain/pathway/form.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { appendAll } from './chain.ts';
import { decisionsOf } from './consents.ts';
import { digest } from './digest.ts';
import { nextDueOf } from './due.ts';
import { changedBy, lookingTwice, remember, replayed, shownFirst, type IdempotencyKey } from './idempotency.ts';
import { pay } from './pay.ts';
import type { Thread } from '../domain/case/thread.ts';
import { moveThread, type ContactRules } from '../time/contact-clock.ts';
import type { Calendars, Clock, Ids, PathwayOf } from './ports.ts';
import type { Changed } from './read-case.ts';
import type { Calendar } from '../time/calendar.ts';
import { retrying } from './retrying.ts';
import { threadAtRest } from '../domain/case/rest.ts';
import { settle } from './support.ts';
import { makeTellDeath } from './tell-death.ts';

type Command = { readonly caseId: string; readonly sub: string; readonly key: IdempotencyKey | undefined };
export type InterruptCase = Command & {
  readonly interruption: string;
  /** What the form holds, not yet parsed. */
  readonly answers: Sent<unknown>;
};
export type ResumeCase = Command;

type Dependencies = {
  readonly store: CaseStore;
  readonly team: Pick<TeamStore, 'read'>;
  readonly notices: Pick<NoticeStore, 'puts'>;
  readonly vault: Pick<Vault, 'seal'>;
  readonly callbacks: Callbacks;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

type Decision = {
  readonly changed: Case;
  readonly facts: EventFacts;
  readonly said?: { readonly form: string; readonly answers: Record<string, unknown> };
};

type Moment = { readonly now: string; readonly calendar: Calendar };

/** The thread goes on through a suspension, more slowly, and comes back to its pace with the case. */
const threadAfter = (
  found: Case,
  changed: Case,
  thread: Thread,
  { now, ...contact }: ContactRules & Moment,
): Thread => {
  const before = { intensity: found.intensity, step: standingAt(found) };
  const after = { intensity: changed.intensity, step: standingAt(changed) };
  if (changed.rests) return threadAtRest(thread);
  return changed.status === 'closing' ? thread : moveThread(thread, { before, after, now }, contact);
};

/**
 * Interrupts cases in every step and in every gap between two, and brings them back. What an interruption takes away is
 * taken by the record, in one transaction; the execution only follows.
 * @throws ProblemError when the caller may not, or a stronger interruption stands
 */
export const makeInterruptCase = (deps: Dependencies) => {
  const { store, vault, callbacks, clock, ids, calendars, pathwayOf } = deps;
  const tellDeath = makeTellDeath(deps);

  const carryOut = async (
    { caseId, sub, key }: Command,
    action: Action,
    decide: (found: Case, membership: Membership, at: Moment) => Decision,
  ): Promise<Changed> => {
    const attempt = async () => {
      const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
      const membership = knownMember(read.membership);
      const found = authorised(membership, action, read.found);
      const { thread, callback } = read;
      if (!thread) throw new Error('the case has no thread');
      const now = clock.now();
      const earlier = replayed(read.earlier, key, now);
      if (earlier) return { done: { ...shownFirst(earlier, thread), membership }, callback: undefined };

      const calendar = await calendars.of(found.organisation);
      const { changed, facts, said } = decide(found, membership, { now, calendar });
      const after = threadAfter(found, changed, thread, { now, rules: pathwayOf(found.pathway).thread, calendar });
      const end = changed.status === 'closing' || changed.rests ? ('case-ended' as const) : undefined;
      const settled = await settle(store, { changed, before: thread, after, end, actor: sub, now });
      const activityId = ids.sortable(now);
      const content = said && (await vault.seal(found.youthId, ['activity', caseId, activityId], said.answers));
      const heard = { ...facts, ...(content !== undefined && { content: digest(content) }) };
      const { next, event, events } = appendAll(settled.changed, heard, settled.facts);
      const record = said &&
        content !== undefined && {
          caseId,
          activityId,
          activity: said.form,
          step: found.step.id,
          occurredAt: now,
          recordedAt: now,
          by: sub,
          content,
        };
      await store.write([
        store.puts.changedCase(next, found),
        ...events.map(store.puts.event),
        ...settled.puts,
        ...decisionsOf(found, next, event).map(store.puts.consent),
        ...(record ? [store.puts.activity(record)] : []),
        ...(await tellDeath({ before: found, after: changed, actor: sub, now })),
        ...(key ? [store.puts.idempotency(...remember(key, changedBy(next, settled.thread), now))] : []),
      ]);
      return { done: { completed: next, membership, thread: settled.thread }, callback };
    };
    const { done, callback } = await retrying(() => lookingTwice(key, attempt));
    await pay(callbacks, done.completed, callback);
    return done;
  };

  return {
    interrupt: ({ interruption: name, answers, ...command }: InterruptCase): Promise<Changed> =>
      carryOut(command, 'case:interrupt', (found, { role }, { now, calendar }) => {
        const pathway = pathwayOf(found.pathway);
        if (!isInterruption(name)) throw new ProblemError('not-found');
        const { roles, form = emptyForm } = pathway.interruptions[name];
        if (!(roles as readonly string[]).includes(role)) throw new ProblemError('forbidden');
        const refusal = interruptionRefusal(found, name);
        if (refusal) throw new ProblemError(refusal);
        const parsed = parseForm(form, answers(), { ...found, now });
        const { sub: actor } = command;
        return {
          changed: interrupt(found, pathway, { name, answers: parsed, actor, now }, nextDueOf(calendar)),
          facts: {
            type: 'interrupted',
            at: now,
            actor,
            step: found.step.id,
            visit: found.step.visit,
            interruption: name,
          },
          // Nothing to seal, no key to ask for: a withdrawal without a word hangs on nothing but the record.
          ...(Object.keys(parsed).length > 0 && { said: { form: name, answers: parsed } }),
        };
      }),

    resume: (command: ResumeCase): Promise<Changed> =>
      carryOut(command, 'case:interrupt', (found, { role }, { now }) => {
        const { roles } = pathwayOf(found.pathway).interruptions.suspend;
        if (!(roles as readonly string[]).includes(role)) throw new ProblemError('forbidden');
        const refusal = resumptionRefusal(found);
        if (refusal) throw new ProblemError(refusal);
        const { sub: actor } = command;
        const { id: step, visit } = found.step;
        return { changed: resume(found, now), facts: { type: 'resumed', at: now, actor, step, visit } };
      }),
  };
};

export type InterruptCases = ReturnType<typeof makeInterruptCase>;
