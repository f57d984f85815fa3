import type { Text } from '../text.ts';
import type { CaseRole, ClosureReason, Intensity, InterruptionName, Phase, Role, Scope } from '../vocabulary.ts';
import type { Clock, Duration, FollowUp, Thread } from './due.ts';
import type { Form } from './form.ts';

/**
 * Facts of a case that a form may set. `nextDue` is the due date of the step that opens next, in place of its rule;
 * `nextContact` the day on which somebody is in touch again; `joins` the case that this one turns out to belong to;
 * `safeWay` and `neverWay` how the youth is to be reached; `notBefore` the day before which nobody knocks again.
 */
type Fact =
  | 'intensity'
  | 'responsible'
  | 'second'
  | 'nextDue'
  | 'nextContact'
  | 'closureReason'
  | 'joins'
  | 'safeWay'
  | 'neverWay'
  | 'notBefore';

/** A form and what its fields do. `grants`: the answer `yes` grants the scope, `no` refuses it, `later` does neither. */
export type Completion<F extends string = string> = {
  readonly form: Form;
  readonly grants?: Readonly<Partial<Record<F, Scope>>>;
  readonly sets?: Readonly<Partial<Record<Fact, F>>>;
};

/** A form of one's own with its effects, or nothing of one's own: effects without their form would be lost. */
type OwnCompletion = Completion | { readonly form?: never; readonly grants?: never; readonly sets?: never };

/**
 * Conditions of an outcome, checked by the record before its transaction, never by the state machine. `consent`: scopes that
 * are valid once the answers of this very submission count. `attempts`: days of tries since the person was last reached, by so
 * many ways and over so many days. `actor`: whoever brought the case to this step, to be decided on, may not.
 */
export type Guard = {
  readonly consent?: readonly [Scope, ...Scope[]];
  readonly attempts?: { readonly count: number; readonly ways: number; readonly days: number };
  readonly actor?: 'not-proposer';
};

/** Why the case ends: fixed, read from a field of the form being submitted, or the fact that an earlier form has set. */
export type EndReason = ClosureReason | { readonly field: string } | { readonly fact: 'closureReason' };

/** Where an outcome leads. */
type Next<Id extends string = string> =
  { readonly to: Id; readonly reason?: never } | { readonly to: 'end'; readonly reason: EndReason };

/** Form and roles are the step's unless the outcome has its own; a form of its own brings its own `grants` and `sets`. */
export type Outcome<Id extends string = string> = Next<Id> &
  OwnCompletion & {
    readonly title: Text;
    /** Whoever chooses this way has reached the youth: it counts as a contact, and nobody logs it twice. */
    readonly reached?: true;
    readonly when?: Guard;
    readonly roles?: readonly [CaseRole, ...CaseRole[]];
  };

/** A human step. The first outcome is the normal one. `from`: the due time counts from the opening unless it says otherwise. */
export type Step<Id extends string = string, O extends object = Record<string, unknown>> = Completion &
  Clock & {
    readonly title: Text;
    readonly phase: Phase;
    readonly roles: readonly [CaseRole, ...CaseRole[]];
    readonly needs: readonly Scope[];
    readonly from?: 'receipt' | Id;
    readonly outcomes: { readonly [N in keyof O]: Outcome<Id> };
  };

/** The fields of a contact that move the thread: who was reached, and by which way. */
export type Moves<F extends string = string> = { readonly reached: F; readonly way: F };

/** May happen in any open step, any number of times, and never blocks it. `at` names the field of when it happened. */
export type Activity = {
  readonly title: Text;
  readonly form: Form;
  readonly roles: readonly [CaseRole, ...CaseRole[]];
  readonly needs?: readonly Scope[];
  readonly at?: string;
  readonly moves?: Moves;
  readonly followUp?: FollowUp;
  /** The answer by which the youth has died: nothing is asked of anybody any more. */
  readonly rests?: { readonly field: string; readonly is: string };
  /** Whether a talk is offered to whoever lived through it. */
  readonly offersDebrief?: true;
};

/** Valid in every step and while suspended. `superseded` ends the execution: the record has started the next generation. */
export type Interruption<Id extends string = string> = OwnCompletion & {
  readonly title: Text;
  readonly roles: readonly [Role, ...Role[]];
} & (Next<Id> | { readonly to: 'suspended' | 'superseded'; readonly reason?: never });

/** The request part of a referral; who the person is stands apart, in `personSchema`. */
export type Intake = {
  readonly title: Text;
  readonly form: Form;
  /** The intensity until somebody decides on it, by the answer to one field; `regular` where this says nothing. */
  readonly intensity?: { readonly field: string; readonly of: Readonly<Record<string, Intensity>> };
};

/** Where a closed case goes on when it is re-opened: the first entry whose scopes are given. */
type Entry<Id extends string = string> = { readonly to: Id; readonly when?: Pick<Guard, 'consent'> };

/** A pathway: plain data. `S` maps each step id to its outcomes and is inferred from `steps` alone. */
export type Pathway<S extends Record<string, object> = Record<string, Record<string, unknown>>> = {
  readonly name: string;
  readonly version: number;
  readonly title: Text;
  readonly intake: Intake;
  readonly start: NoInfer<keyof S & string>;
  /** Where a case enters that a worker opens for a youth whom they have met. */
  readonly outreach: NoInfer<keyof S & string>;
  readonly thread: Thread<NoInfer<keyof S & string>>;
  /** A birthday that the worker is told of, so much before it; nothing closes. */
  readonly age?: { readonly years: number; readonly before: Duration };
  readonly activities: Readonly<Record<string, Activity>>;
  readonly steps: { readonly [K in keyof S]: Step<NoInfer<keyof S & string>, S[K]> };
  readonly interruptions: Readonly<Record<InterruptionName, Interruption<NoInfer<keyof S & string>>>>;
  readonly reopening: readonly [Entry<NoInfer<keyof S & string>>, ...Entry<NoInfer<keyof S & string>>[]];
};

type Steps = { readonly steps: Readonly<Record<string, { readonly outcomes: object }>> };
export type StepId<P extends Steps> = keyof P['steps'] & string;
export type OutcomeOf<P extends Steps, K extends StepId<P>> = keyof P['steps'][K]['outcomes'] & string;
