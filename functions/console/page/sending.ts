import type { Answers } from './forms.ts';
import { keep, readKept, tab } from './kept.ts';

/**
 * Something that was tapped and has to reach the record: codes only. `failed`: to be sent again, with the same key, so that
 * it is recorded once · `refused`: the API will not take it, and `said` why.
 */
export type Sending = {
  /** Idempotency key. */
  readonly key: string;
  /** `sub` of who tapped. */
  readonly by: string;
  readonly caseId: string;
  readonly activity: string;
  readonly answers: Answers;
  readonly state: 'sending' | 'failed' | 'refused' | 'done';
  readonly said?: string;
};

const name = 'parcours.sendings';

const allKept = (): readonly Sending[] => (readKept(tab, name) as readonly Sending[] | null) ?? [];

/** What this person tapped and this tab could not send yet; what was under way when the page went may or may not have arrived. */
export const keptSendings = (sub: string): readonly Sending[] =>
  allKept()
    .filter(({ by }) => by === sub)
    .map((sending) => ({ ...sending, state: sending.state === 'refused' ? 'refused' : 'failed' }));

/** Keeps what has not arrived; that of somebody else who was signed in in this tab stays theirs. */
export const keepSendings = (sub: string, sendings: readonly Sending[]): void => {
  const others = allKept().filter(({ by }) => by !== sub);
  keep(tab, name, [...others, ...sendings.filter(({ state }) => state !== 'done')]);
};
