import type { Start } from '../conductor/starts.ts';
import { machineOf, type Case } from '../domain/case/case.ts';

/** Every generation has an execution of its own, named after both. */
export const executionNameOf = ({ caseId, generation }: Pick<Case, 'caseId' | 'generation'>): string =>
  `${caseId}-${generation}`;

/** The start of a case's generation, rebuilt from the record: the same bytes however often it is sent. */
export const startOf = ({ caseId, generation, pathway, step }: Case): Start => ({
  machine: machineOf(pathway),
  caseId,
  generation,
  visit: step.visit,
  resumeAt: step.id,
});
