import type { Membership } from '../access/membership.ts';
import { parseForm } from '../api/parse-form.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { Callbacks } from '../conductor/callbacks.ts';
import type { Case } from '../domain/case/case.ts';
import type { EscalationEnd } from '../domain/case/escalation.ts';
import {
  choiceRefusal,
  choicesOf,
  complete,
  completionRefusal,
  type Choice,
  type Submission,
} from '../domain/case/complete.ts';
import type { Answers } from '../domain/case/step-record.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Completion, Pathway } from '../domain/pathway/pathway.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Callback } from '../store/items/callback-item.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { appendAll } from './chain.ts';
import { colleagueRefused } from './colleague.ts';
import { digest } from './digest.ts';
import { decisionsOf } from './consents.ts';
import { changedBy, lookingTwice, remember, replayed, shownFirst, type IdempotencyKey } from './idempotency.ts';
import { nextDueOf } from './due.ts';
import { pay } from './pay.ts';
import { moveThread, touchThread, type ContactRules } from '../time/contact-clock.ts';
import type { Calendars, Clock, PathwayOf } from './ports.ts';
import type { Changed } from './read-case.ts';
import { quebecDayOf } from '../time/opening.ts';
import { retrying } from './retrying.ts';
import { threadAtRest } from '../domain/case/rest.ts';
import { settle } from './support.ts';
import { makeJoinReferral } from './join-referral.ts';
import { makeTellDeath } from './tell-death.ts';

export type CompleteStep = {
  readonly caseId: string;
  /** `sub` of who completes it. */
  readonly sub: string;
  /** The version that they have read. */
  readonly version: number;
  /** The outcome, and what its form holds, not yet parsed. */
  readonly sent: Sent<{ readonly outcome: string; readonly answers: unknown }>;
  readonly key: IdempotencyKey | undefined;
};

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: Pick<CaseLists, 'ofMandate'>;
  readonly team: Pick<TeamStore, 'read'>;
  readonly notices: Pick<NoticeStore, 'puts'>;
  readonly vault: Pick<Vault, 'seal'>;
  readonly callbacks: Callbacks;
  readonly clock: Clock;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/** The way out that was asked for. @throws ProblemError `unknown-outcome`, `forbidden` */
const chosen = (pathway: Pathway, stepId: string, outcome: string, role: string): Choice => {
  const choice = choicesOf(pathway, stepId).find(({ name }) => name === outcome);
  if (!choice) throw new ProblemError('unknown-outcome');
  if (!(choice.roles as readonly string[]).includes(role)) throw new ProblemError('forbidden');
  return choice;
};

/** The members of the team that a form hands something to. */
const colleaguesIn = ({ sets = {} }: Completion, answers: Answers): readonly string[] =>
  [...new Set([sets.responsible, sets.second].map((field) => field !== undefined && answers[field]))].filter(
    (value) => typeof value === 'string',
  );

type Done = { readonly choice: Choice; readonly done: Case; readonly submission: Submission };

/** The thread once a step is completed: whoever was reached sets its clock, and so does where the case comes to stand. */
const threadAfter = (
  found: Case,
  thread: Thread,
  { choice, done, submission }: Done,
  contact: ContactRules,
): Thread => {
  const { answers, now } = submission;
  const { outcome, completion } = choice;
  const field = completion.sets?.nextContact;
  const day = field === undefined ? undefined : answers[field];
  const next = typeof day === 'string' ? nextDueOf(contact.calendar)(day) : undefined;
  const after = { intensity: done.intensity, step: outcome.to };
  if (done.rests) return threadAtRest(thread);
  if (outcome.reached) return touchThread(thread, { reached: true, way: 'in-person', at: now, next }, after, contact);
  if (outcome.to === 'end') return thread;
  return moveThread(thread, { before: { intensity: found.intensity, step: found.step.id }, after, next, now }, contact);
};

/** Why an outcome leaves nothing to ask support for. */
const endOf = ({ outcome }: Choice, { rests }: Case): EscalationEnd | undefined => {
  if (outcome.to === 'end' || rests) return 'case-ended';
  return outcome.reached ? 'contact' : undefined;
};

/**
 * Completes the current step of a case: T1 of the protocol. One consistent read, one transaction, then the callback;
 * when that fails the debt stays on the case and the sweep pays it.
 * @throws ProblemError when the caller may not, came too late, or sent what does not fit
 */
export const makeCompleteStep = ({
  store,
  lists,
  team,
  notices,
  vault,
  callbacks,
  clock,
  calendars,
  pathwayOf,
}: Dependencies) => {
  const tellDeath = makeTellDeath({ team, notices });
  const joinReferral = makeJoinReferral({ store, lists, team, notices });

  /** The case that a form names as the same person's. @throws ProblemError `unknown-case`, `other-case-closed` */
  const otherCase = async (
    { completion }: Choice,
    answers: Answers,
    { found, membership }: { readonly found: Case; readonly membership: Membership },
  ): Promise<Case | undefined> => {
    const field = completion.sets?.joins;
    const caseId = field === undefined ? undefined : answers[field];
    if (typeof caseId !== 'string') return undefined;
    return joinReferral.find(caseId, found, membership);
  };

  const record = async (command: CompleteStep): Promise<Changed & { readonly callback: Callback | undefined }> => {
    const { caseId, sub, version, sent, key } = command;
    const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
    const now = clock.now();
    const membership = knownMember(read.membership);
    const found = authorised(membership, 'step:complete', read.found);
    const { thread, callback } = read;
    if (!thread) throw new Error('the case has no thread');
    const earlier = replayed(read.earlier, key, now);
    if (earlier) return { ...shownFirst(earlier, thread), membership, callback: undefined };

    const tooLate = completionRefusal(found, version);
    if (tooLate) throw new ProblemError(tooLate);
    const { outcome, answers } = sent();
    const pathway = pathwayOf(found.pathway);
    const choice = chosen(pathway, found.step.id, outcome, membership.role);
    const submission = { answers: parseForm(choice.completion.form, answers, { ...found, now }), actor: sub, now };
    const refusal = choiceRefusal(found, thread, choice, { ...submission, dayOf: quebecDayOf });
    if (refusal) throw new ProblemError(refusal);

    const { id: step, visit } = found.step;
    const joined = await otherCase(choice, submission.answers, { found, membership });
    const content = await vault.seal(found.youthId, ['step', caseId, visit], submission.answers);
    const calendar = await calendars.of(found.organisation);
    const done = complete(found, choice, submission, nextDueOf(calendar));
    const settled = await settle(store, {
      changed: done,
      before: thread,
      after: threadAfter(found, thread, { choice, done, submission }, { rules: pathway.thread, calendar }),
      end: endOf(choice, done),
      actor: sub,
      now,
    });
    const { next, event, events } = appendAll(
      joined ? { ...settled.changed, joinedTo: joined.caseId } : settled.changed,
      { type: 'step-completed', at: now, actor: sub, step, visit, outcome, content: digest(content) },
      settled.facts,
    );
    const joining = joined ? await joinReferral.puts(found, joined, { actor: sub, now }) : [];
    const death = await tellDeath({ before: found, after: done, actor: sub, now });
    await store
      .write([
        ...colleaguesIn(choice.completion, submission.answers).map((one) => store.checks.colleague(one, found)),
        store.puts.changedCase(next, found),
        store.puts.stepRecord({ caseId, visit, step, outcome, at: now, by: sub, content }),
        ...events.map(store.puts.event),
        ...settled.puts,
        ...decisionsOf(found, next, event, submission.answers).map(store.puts.consent),
        ...joining,
        ...death,
        ...(key ? [store.puts.idempotency(...remember(key, changedBy(next, settled.thread), now))] : []),
      ])
      .catch(colleagueRefused);
    return { completed: next, membership, thread: settled.thread, callback };
  };

  return async (command: CompleteStep): Promise<Changed> => {
    const { callback, ...done } = await retrying(() => lookingTwice(command.key, () => record(command)));
    await pay(callbacks, done.completed, callback);
    return done;
  };
};
