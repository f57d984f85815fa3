import type { Callbacks } from '../conductor/callbacks.ts';
import type { Case } from '../domain/case/case.ts';
import { answerOf } from '../domain/case/lead.ts';
import type { Callback } from '../store/items/callback-item.ts';

/** Whether a token is that of the case's current visit. */
export const isCurrent = (found: Case, callback: Callback | undefined): callback is Callback =>
  callback?.generation === found.generation && callback.visit === found.step.visit;

/**
 * Tells the execution what was recorded. The record stands, whatever comes of this: a callback that fails, or whose token
 * is not known yet, is a debt, and the sweep or the execution's own next question pays it.
 */
export const pay = async (callbacks: Callbacks, found: Case, callback: Callback | undefined): Promise<void> => {
  const answer = answerOf(found);
  if (answer && isCurrent(found, callback)) await callbacks.callBack(callback.token, answer).catch(() => 'unknown');
};
