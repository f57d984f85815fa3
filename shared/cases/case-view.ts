import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { completionSchema, exampleOf, formSchema, memberFields, type ExampleFacts } from '../api/form-schema.ts';
import type { ActionView, ActivityActionView, CaseSummary, CaseView } from '../api/schemas/case.ts';
import type { Case } from '../domain/case/case.ts';
import { choicesOf, type Choice } from '../domain/case/complete.ts';
import { refusalOf } from '../domain/case/guard.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Activity, Pathway } from '../domain/pathway/pathway.ts';

/** Who looks at a case, and when. */
export type Viewer = {
  readonly membership: Membership;
  /** ISO 8601. */
  readonly now: string;
  /** A colleague for the examples of forms that name one. */
  readonly colleague: string;
};

/** A case as a line of a list. */
export const summaryOf = (found: Case, pathway: Pathway, now: string): CaseSummary => {
  const { id, visit, state, openedAt, dueAt } = found.step;
  const step = pathway.steps[id];
  if (!step) throw new RangeError('the case stands at a step that its pathway does not have');
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
      title: step.title,
      phase: step.phase,
      visit,
      state,
      openedAt,
      dueAt,
      overdue: state === 'open' && dueAt !== undefined && dueAt < now,
    },
  };
};

/** Whether this choice may succeed for this caller, whatever the answers: a scope that its own form asks for may be given. */
const isWithinReach = ({ outcome, completion }: Choice, found: Case, thread: Thread, { membership, now }: Viewer) => {
  const askable = Object.values(completion.grants ?? {}).map((scope) => [scope, 'given'] as const);
  const circumstances = {
    consents: { ...found.consents, ...Object.fromEntries(askable) },
    thread,
    lastActor: found.lastActor,
    actor: membership.sub,
    now,
  };
  return refusalOf(outcome.when ?? {}, circumstances) === undefined;
};

const has = (roles: readonly string[], { membership }: Viewer) => roles.includes(membership.role);

/** The ways out of the open step that this caller may take, the normal one first. */
export const choicesFor = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): readonly Choice[] =>
  found.status !== 'open' || found.step.state !== 'open' || !may(viewer.membership, 'step:complete', found)
    ? []
    : choicesOf(pathway, found.step.id).filter(
        (choice) => has(choice.roles, viewer) && isWithinReach(choice, found, thread, viewer),
      );

const activitiesFor = (found: Case, pathway: Pathway, viewer: Viewer): readonly (readonly [string, Activity])[] =>
  found.status === 'closed' || !may(viewer.membership, 'activity:record', found)
    ? []
    : Object.entries(pathway.activities).filter(
        ([, { roles, needs = [] }]) => has(roles, viewer) && needs.every((scope) => found.consents[scope] === 'given'),
      );

const actionOf = (found: Case, { name, outcome, completion }: Choice, facts: ExampleFacts): ActionView => ({
  outcome: name,
  title: outcome.title,
  next: outcome.to,
  href: `/v1/cases/${found.caseId}/completion`,
  method: 'POST',
  schema: completionSchema(name, completion.form),
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
  schema: formSchema(form),
  example: exampleOf(form, facts),
});

/** Whether what is shown holds a form that names a colleague, so that one has to be looked up. */
export const namesColleague = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): boolean =>
  choicesFor(found, pathway, thread, viewer).some(({ completion }) => memberFields(completion.form).length > 0);

/** A case with all that this caller may do next. Rights to see it at all are the caller's to have checked. */
export const viewOf = (found: Case, pathway: Pathway, thread: Thread, viewer: Viewer): CaseView => {
  const summary = summaryOf(found, pathway, viewer.now);
  const facts: ExampleFacts = { member: viewer.colleague, now: viewer.now };
  return {
    ...summary,
    consents: found.consents,
    lastReachedAt: thread.lastReachedAt,
    lastAttemptAt: thread.lastAttemptAt,
    step: {
      ...summary.step,
      actions: choicesFor(found, pathway, thread, viewer).map((choice) => actionOf(found, choice, facts)),
    },
    activities: activitiesFor(found, pathway, viewer).map(([name, activity]) =>
      activityActionOf(found, name, activity, facts),
    ),
  };
};
