import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import {
  completionSchema,
  exampleOf,
  formSchema,
  memberFields,
  schemaNow,
  type ExampleFacts,
} from '../api/form-schema.ts';
import type {
  ActionView,
  ActivityActionView,
  CaseSummary,
  CaseView,
  InterruptionActionView,
} from '../api/schemas/case.ts';
import type { Case } from '../domain/case/case.ts';
import { choicesOf, consentsAfter, type Choice } from '../domain/case/complete.ts';
import { refusalOf } from '../domain/case/guard.ts';
import { interruptionRefusal, resumptionRefusal } from '../domain/case/interrupt.ts';
import { suspendedStep } from '../domain/case/lead.ts';
import { despiteForm, isToWait } from '../domain/case/not-before.ts';
import { isUndo, reopeningRefusal, reopensAt } from '../domain/case/reopen.ts';
import type { Thread } from '../domain/case/thread.ts';
import { emptyForm, type Form } from '../domain/pathway/form.ts';
import type { Activity, Pathway } from '../domain/pathway/pathway.ts';
import { text, type Text } from '../domain/text.ts';
import { quebecDayOf } from '../time/opening.ts';
import { interruptionNames, type Phase } from '../domain/vocabulary.ts';
import { dayOf } from '../time/opening.ts';
import { quebecCalendar } from '../time/quebec.ts';

const resumptionTitle = text('Reprendre l’accompagnement', 'Resume');
const reopeningTitle = text('Rouvrir le dossier', 'Reopen');
const mistakeTitle = text(
  'C’était une erreur : la personne est en vie, reprendre l’accompagnement',
  'That was a mistake: the person is alive, go on',
);
const undoTitle = text(
  'Annuler le retrait : reprendre là où vous en étiez',
  'Undo the withdrawal: go on where you were',
);

/** Who looks at a case, and when. */
export type Viewer = {
  readonly membership: Membership;
  /** ISO 8601. */
  readonly now: string;
  /** A colleague for the examples of forms that name one. */
  readonly colleague: string;
};

/** What the step at which a case stands is called: a suspended case stands beside the step that it is away from. */
const standing = ({ step, away }: Case, pathway: Pathway): { readonly title: Text; readonly phase: Phase } => {
  const found = pathway.steps[step.id === suspendedStep ? (away?.step ?? pathway.start) : step.id];
  if (!found) throw new RangeError('the case stands at a step that its pathway does not have');
  return step.id === suspendedStep ? { title: pathway.interruptions.suspend.title, phase: found.phase } : found;
};

/** A case as a line of a list. */
export const summaryOf = (found: Case, pathway: Pathway, now: string): CaseSummary => {
  const { id, visit, state, openedAt, dueAt } = found.step;
  const { title, phase } = standing(found, pathway);
  return {
    caseId: found.caseId,
    reference: found.reference,
    pathway: { ...found.pathway, title: pathway.title },
    status: found.status,
    intensity: found.intensity,
    organisation: found.organisation,
    responsible: found.responsible,
    receivedAt: found.receivedAt,
    closedAt: found.closedAt,
    closureReason: found.closureReason,
    version: found.version,
    step: {
      id,
      title,
      phase,
      visit,
      state,
      openedAt,
      dueAt,
      overdue: state === 'open' && dueAt !== undefined && dueAt < now,
    },
  };
};

/** Whether this choice may succeed for this caller, whatever the answers: a scope that its own form asks for may be given. */
const isWithinReach = (
  { outcome, completion, isEnding }: Choice,
  found: Case,
  thread: Thread,
  { membership, now }: Viewer,
) => {
  if (found.rests && !isEnding) return false;
  const yesToAll = Object.fromEntries(Object.keys(completion.grants ?? {}).map((field) => [field, 'yes']));
  const circumstances = {
    consents: consentsAfter(found.consents, completion.grants, yesToAll),
    thread,
    proposedBy: found.proposedBy,
    actor: membership.sub,
    now,
    dayOf: quebecDayOf,
  };
  return refusalOf(outcome.when ?? {}, circumstances) === undefined;
};

const has = (roles: readonly string[], { membership }: Viewer) => roles.includes(membership.role);

/** The ways out of the open step that this caller may take, the normal one first. */
const choicesFor = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): readonly Choice[] =>
  found.status !== 'open' || found.step.state !== 'open' || !may(viewer.membership, 'step:complete', found)
    ? []
    : choicesOf(pathway, found.step.id).filter(
        (choice) => has(choice.roles, viewer) && isWithinReach(choice, found, thread, viewer),
      );

const activitiesFor = (found: Case, pathway: Pathway, viewer: Viewer): readonly (readonly [string, Activity])[] =>
  found.status === 'closed' || !may(viewer.membership, 'activity:record', found)
    ? []
    : Object.entries(pathway.activities).filter(
        ([, { roles, moves, needs = [] }]) =>
          !(moves && found.rests) && has(roles, viewer) && needs.every((scope) => found.consents[scope] === 'given'),
      );

const actionOf = (found: Case, { name, outcome, completion }: Choice, facts: ExampleFacts): ActionView => ({
  outcome: name,
  title: outcome.title,
  next: outcome.to,
  href: `/v1/cases/${found.caseId}/completion`,
  method: 'POST',
  schema: schemaNow(completionSchema(name, completion.form), completion.form, facts),
  example: { outcome: name, ...exampleOf(completion.form, facts) },
});

const activityActionOf = (
  found: Case,
  name: string,
  { title, form }: Activity,
  facts: ExampleFacts,
): ActivityActionView => ({
  activity: name,
  title,
  next: found.step.id,
  href: `/v1/cases/${found.caseId}/activities/${name}`,
  method: 'POST',
  schema: schemaNow(formSchema(form), form, facts),
  example: exampleOf(form, facts),
});

type InterruptionOffer = { readonly path: string; readonly title: Text; readonly next: string; readonly form: Form };

/** An interruption is named by the last part of its path. */
const interruptionOf = (found: Case, offer: InterruptionOffer, facts: ExampleFacts): InterruptionActionView => ({
  interruption: offer.path.replace(/^.*\//, ''),
  title: offer.title,
  next: offer.next,
  href: `/v1/cases/${found.caseId}/${offer.path}`,
  method: 'POST',
  schema: schemaNow(formSchema(offer.form), offer.form, facts),
  example: exampleOf(offer.form, facts),
});

const declaredOffers = (found: Case, pathway: Pathway, viewer: Viewer): readonly InterruptionOffer[] =>
  interruptionNames
    .filter((name) => has(pathway.interruptions[name].roles, viewer) && !interruptionRefusal(found, name))
    .map((name) => {
      const { title, to, form = emptyForm } = pathway.interruptions[name];
      return { path: `interruptions/${name}`, title, next: to, form };
    });

const resumptionOffers = (found: Case, pathway: Pathway, viewer: Viewer): readonly InterruptionOffer[] =>
  has(pathway.interruptions.suspend.roles, viewer) && !resumptionRefusal(found) && found.away
    ? [{ path: 'resumption', title: resumptionTitle, next: found.away.step, form: emptyForm }]
    : [];

const reopeningOffers = (found: Case, pathway: Pathway, { now }: Viewer): readonly InterruptionOffer[] =>
  reopeningRefusal(found, now)
    ? []
    : [
        {
          path: 'reopening',
          title: isUndo(found, now) ? undoTitle : found.rests ? mistakeTitle : reopeningTitle,
          next: reopensAt(found, pathway, now),
          form: !isUndo(found, now) && isToWait(found, dayOf(quebecCalendar, now)) ? despiteForm : emptyForm,
        },
      ];

/** How this caller may interrupt the case, bring it back or re-open it, as it stands. */
const interruptionsFor = (found: Case, pathway: Pathway, viewer: Viewer): readonly InterruptionOffer[] => [
  ...(may(viewer.membership, 'case:interrupt', found)
    ? [...declaredOffers(found, pathway, viewer), ...resumptionOffers(found, pathway, viewer)]
    : []),
  ...(may(viewer.membership, 'case:reopen', found) ? reopeningOffers(found, pathway, viewer) : []),
];

/** Whether what is shown holds a form that names a colleague, so that one has to be looked up. */
export const namesColleague = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): boolean =>
  choicesFor(found, pathway, thread, viewer).some(({ completion }) => memberFields(completion.form).length > 0);

/** A case with all that this caller may do next. Rights to see it at all are the caller's to have checked. */
export const viewOf = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): CaseView => {
  const summary = summaryOf(found, pathway, viewer.now);
  const facts: ExampleFacts = {
    member: viewer.colleague,
    now: viewer.now,
    receivedAt: found.receivedAt,
    intensity: found.intensity,
  };
  return {
    ...summary,
    consents: found.consents,
    ways: found.ways ?? {},
    joined: (found.joined ?? []).map(({ reference, intensity, at }) => ({ reference, intensity, at })),
    notBefore: found.notBefore,
    lastReachedAt: thread.lastReachedAt,
    lastAttemptAt: thread.lastAttemptAt,
    contactDueAt: found.status === 'closed' || found.rests ? undefined : thread.timer.dueAt,
    step: {
      ...summary.step,
      actions: choicesFor(found, pathway, thread, viewer).map((choice) => actionOf(found, choice, facts)),
    },
    interruptions: interruptionsFor(found, pathway, viewer).map((offer) => interruptionOf(found, offer, facts)),
    activities: activitiesFor(found, pathway, viewer).map(([name, activity]) =>
      activityActionOf(found, name, activity, facts),
    ),
  };
};
