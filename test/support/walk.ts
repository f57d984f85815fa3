import type { ActionView, CaseView } from '../../shared/api/schemas/case.ts';
import { caseIn, type Answer, type Headers, type Session } from './session.ts';
import type { System } from './system.ts';

/** A case as this person sees it now. */
export const look = async (session: Session, { caseId }: { readonly caseId: string }): Promise<CaseView> =>
  caseIn(await session.get(`/v1/cases/${caseId}`));

export const actionOf = ({ step }: CaseView, outcome: string): ActionView => {
  const action = step.actions.find((one) => one.outcome === outcome);
  if (action) return action;
  throw new Error(
    `${step.id} offers ${step.actions.map((one) => one.outcome).join(', ') || 'nothing'}, not ${outcome}`,
  );
};

/** Sends what an action's example says, with `answers` in place of some of it. */
export const send = (
  session: Session,
  found: CaseView,
  { href, example }: Pick<ActionView, 'href' | 'example'>,
  { answers = {}, headers = {} }: { readonly answers?: object; readonly headers?: Headers } = {},
): Promise<Answer> =>
  session.post(href, { ...example, ...answers }, { 'if-match': `"${found.version}"`, prefer: 'wait=10', ...headers });

/** Completes the open step as this person, and answers with the case at its next open step. */
export const complete = async (
  session: Session,
  found: { readonly caseId: string },
  outcome: string,
  answers: object = {},
): Promise<CaseView> => {
  const seen = await look(session, found);
  return caseIn(await send(session, seen, actionOf(seen, outcome), { answers }));
};

/** The shortest way to each step of PIVOT: outcomes from the first step on. */
const ways = {
  referral: [],
  'first-contact': ['accepted'],
  consent: ['accepted', 'reached'],
  'needs-assessment': ['accepted', 'reached', 'agreed'],
  'support-plan': ['accepted', 'reached', 'agreed-without-assessment'],
  'follow-up': ['accepted', 'reached', 'agreed', 'done', 'agreed-with-youth'],
  're-engagement': ['accepted', 'reached', 'agreed', 'lost-touch'],
  closure: ['accepted', 'reached', 'agreed', 'done', 'agreed-with-youth', 'wind-down'],
  'closure-decision': ['accepted', 'reached', 'agreed', 'done', 'agreed-with-youth', 'wind-down', 'propose'],
} as const;
export type StepId = keyof typeof ways;
export const stepIds = Object.keys(ways) as readonly StepId[];

/** A new case at a step, brought there by the coordinator of its organisation. */
export const caseAt = async (system: System, step: StepId, organisation = 'est'): Promise<CaseView> => {
  const coordinator = await system.as(`coordinator@${organisation}`);
  let found = await system.refer({ organisation });
  for (const outcome of ways[step]) found = await complete(coordinator, found, outcome);
  return found;
};
