import type { Completion, EndReason, Outcome, Pathway, Step } from '../pathway/pathway.ts';
import { contactWayTitles, type CaseRole, type ClosureReason, type ContactWay, type Intensity } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { isDecision, refusalOf, type GuardRefusal } from './guard.ts';
import { left } from './remaining.ts';
import { atRest } from './rest.ts';
import type { Answers } from './step-record.ts';
import type { Thread } from './thread.ts';
import { isPossible, transitions } from './transition.ts';

/** One way out of a step, with what the step lends it. */
export type Choice = {
  readonly name: string;
  readonly step: Step;
  readonly outcome: Outcome;
  readonly completion: Completion;
  readonly roles: readonly CaseRole[];
  /** Whether it leads to a step that somebody else has to decide. */
  readonly isProposal: boolean;
  /** Whether it leads to the end, or on towards it: nothing else is open to a case at rest. */
  readonly isEnding: boolean;
};

/** The ways out of a step, the normal one first. A step that the pathway does not have has none. */
export const choicesOf = (pathway: Pathway, stepId: string): readonly Choice[] => {
  const step = pathway.steps[stepId];
  if (!step) return [];
  return Object.entries(step.outcomes).map(([name, outcome]) => ({
    name,
    step,
    outcome,
    // A form of its own brings its own effects.
    completion: outcome.form ? { ...outcome, form: outcome.form } : step,
    roles: outcome.roles ?? step.roles,
    isProposal: isDecision(pathway, outcome.to),
    isEnding: outcome.to === 'end' || pathway.steps[outcome.to]?.phase === 'closure',
  }));
};

/** Consents once the answers of a form count: `yes` gives a scope, `no` refuses it, `later` leaves it as it is. */
export const consentsAfter = (
  consents: Case['consents'],
  grants: Completion['grants'],
  answers: Answers,
): Case['consents'] => {
  const decided = Object.entries(grants ?? {}).flatMap(([field, scope]) => {
    const answer = answers[field];
    return scope === undefined || (answer !== 'yes' && answer !== 'no')
      ? []
      : [[scope, answer === 'yes' ? 'given' : 'refused'] as const];
  });
  return { ...consents, ...Object.fromEntries(decided) };
};

export type CompletionRefusal = 'case-closed' | 'step-not-open' | 'version-changed' | GuardRefusal;

export type Submission = {
  readonly answers: Answers;
  readonly actor: string;
  /** ISO 8601. */
  readonly now: string;
};

/** Why the step of this case cannot be completed by anyone now, given the version that the caller has read. */
export const completionRefusal = (found: Case, version: number): CompletionRefusal | undefined => {
  if (found.status === 'closed' || found.status === 'closing') return 'case-closed';
  // A step that is being completed was completed by somebody else since: that is the version's news, not the step's.
  if (found.version !== version) return 'version-changed';
  return isPossible('complete', found) ? undefined : 'step-not-open';
};

/** Why this choice is refused to this submission. */
export const choiceRefusal = (
  found: Case,
  thread: Thread,
  { outcome, completion, isEnding }: Choice,
  { answers, actor, now, dayOf }: Submission & { readonly dayOf: (at: string) => string },
): GuardRefusal | undefined =>
  found.rests && !isEnding
    ? 'case-at-rest'
    : refusalOf(outcome.when ?? {}, {
        consents: consentsAfter(found.consents, completion.grants, answers),
        thread,
        proposedBy: found.proposedBy,
        actor,
        now,
        dayOf,
      });

const textOf = (answers: Answers, field: string | undefined): string | undefined => {
  const value = field === undefined ? undefined : answers[field];
  return typeof value === 'string' ? value : undefined;
};

const reasonOf = (
  reason: EndReason,
  answers: Answers,
  proposed: ClosureReason | undefined,
): ClosureReason | undefined => {
  if (typeof reason === 'string') return reason;
  // The form's schema and the linter hold these to the vocabulary; the record's schema checks it once more.
  return 'fact' in reason ? proposed : (textOf(answers, reason.field) as ClosureReason | undefined);
};

const wayOf = (answer: string | undefined): ContactWay | undefined =>
  answer !== undefined && Object.hasOwn(contactWayTitles, answer) ? (answer as ContactWay) : undefined;

/** How the youth is to be reached, where the form asks; a way never to be used may be none. */
const waysAfter = (
  { ways }: Pick<Case, 'ways'>,
  sets: NonNullable<Completion['sets']>,
  answers: Answers,
): Pick<Case, 'ways'> => {
  if (sets.safeWay === undefined && sets.neverWay === undefined) return ways ? { ways } : {};
  const safe = wayOf(textOf(answers, sets.safeWay));
  const never = wayOf(textOf(answers, sets.neverWay));
  return { ways: { ...(safe && { safe }), ...(never && { never }) } };
};

/**
 * The case once an outcome is recorded: the step is `completing` until the execution has opened the next one. `nextDue`
 * turns the day or moment that the form gives into an instant.
 */
export const complete = (
  { proposedBy: _decided, ...found }: Case,
  { name, outcome, completion, isProposal }: Choice,
  { answers, actor, now }: Submission,
  nextDue: (answer: string) => string,
): Case => {
  const { sets = {} } = completion;
  const { to } = transitions[outcome.to === 'end' ? 'end' : 'complete'];
  const { dueAt, openedAt, id, visit } = found.step;
  const due = textOf(answers, sets.nextDue);
  const intensity = textOf(answers, sets.intensity) as Intensity | undefined;
  const responsible = textOf(answers, sets.responsible);
  const second = textOf(answers, sets.second);
  const notBefore = textOf(answers, sets.notBefore);
  const proposed = textOf(answers, sets.closureReason) as ClosureReason | undefined;
  const closureReason =
    outcome.to === 'end' && outcome.reason ? reasonOf(outcome.reason, answers, found.closureReason) : proposed;
  const hasDied = closureReason === 'deceased';
  return {
    ...(hasDied ? atRest(found, now, { step: id, ...left(dueAt, now) }) : found),
    status: to.status,
    step: {
      id,
      visit,
      state: to.step,
      outcome: name,
      ...(openedAt !== undefined && { openedAt }),
      ...(dueAt !== undefined && { dueAt }),
      ...(due !== undefined && { nextDue: nextDue(due) }),
    },
    ...(intensity !== undefined && { intensity }),
    ...(responsible !== undefined && { responsible }),
    ...(second !== undefined && { second }),
    ...waysAfter(found, sets, answers),
    ...(notBefore !== undefined && { notBefore }),
    ...(closureReason !== undefined && { closureReason }),
    consents: consentsAfter(found.consents, completion.grants, answers),
    completions: { ...found.completions, [id]: now },
    ...(isProposal && { proposedBy: actor }),
    version: found.version + 1,
    owed: { what: 'callback', since: now },
  };
};
