import type { Case } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import type { Answers } from '../domain/case/step-record.ts';
import type { Scope } from '../domain/vocabulary.ts';
import type { Consent } from '../store/items/consent-item.ts';

const howOf = ({ given }: Answers): Pick<Consent, 'how'> =>
  given === 'oral' || given === 'written' ? { how: given } : {};

/** The decisions on consent that lie between two states of a case, recorded with the event that changed them. */
export const decisionsOf = (
  before: Case,
  after: Case,
  { seq, at, actor }: CaseEvent,
  answers: Answers = {},
): readonly Consent[] =>
  Object.entries(after.consents).flatMap(([scope, state]) =>
    before.consents[scope as Scope] === state
      ? []
      : [{ caseId: after.caseId, seq, scope: scope as Scope, state, at, by: actor, ...howOf(answers) }],
  );
