import type { Case } from '../domain/case/case.ts';
import type { Step } from '../domain/pathway/pathway.ts';
import type { Calendar } from '../time/calendar.ts';
import { dueAt, dueOn } from '../time/due-at.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The instant that a form's day or moment stands for: the end of a working day, or the moment itself. */
export const nextDueOf =
  (calendar: Calendar) =>
  (answer: string): string =>
    day.test(answer) ? dueOn(answer, calendar) : new Date(answer).toISOString();

const startOf = (found: Case, { from }: Step, now: string): string => {
  if (from === undefined) return now;
  return from === 'receipt' ? found.receivedAt : (found.completions[from] ?? now);
};

/**
 * When a step that opens now is due: on the date that somebody set, else by the step's own rule. A suspension, which is
 * no step of the pathway, has the date of its end or none.
 */
export const dueOf = (
  found: Case,
  step: Step | undefined,
  { now, calendar }: { readonly now: string; readonly calendar: Calendar },
): string | undefined =>
  found.step.nextDue ?? (step && dueAt({ due: step.due[found.intensity], from: startOf(found, step, now), calendar }));
