import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { recordActivity, RefusedError, SignedOutError } from './api.ts';
import { keepSendings, keptSendings, type Sending } from './sending.ts';

type Wanted = Pick<Sending, 'caseId' | 'activity' | 'answers'>;

/** Answers that may be another one a moment later. */
const passing = (status: number): boolean => status === 429 || status >= 500;

const outcomeOf = (error: unknown): Pick<Sending, 'state' | 'said'> =>
  error instanceof RefusedError && !passing(error.status)
    ? { state: 'refused', said: error.message }
    : { state: 'failed' };

/** What was tapped and is on its way; nothing of it is lost by a bad network, nor recorded twice. */
export const useSendings = (sub: string, language: Language, signedOut: () => void) => {
  const [sendings, setSendings] = useState(() => keptSendings(sub));
  const underWay = useRef(new Set<string>());

  const change = useCallback(
    (next: (list: readonly Sending[]) => readonly Sending[]) => {
      setSendings((list) => {
        const changed = next(list);
        keepSendings(sub, changed);
        return changed;
      });
    },
    [sub],
  );

  const post = useCallback(
    async (sending: Sending): Promise<boolean> => {
      const put = (news: Partial<Sending>): void => {
        const { said: _said, ...bare } = sending;
        change((list) => [...list.filter(({ key }) => key !== sending.key), { ...bare, ...news }]);
      };
      if (underWay.current.has(sending.key)) return false;
      underWay.current.add(sending.key);
      put({ state: 'sending' });
      try {
        await recordActivity(language, sending);
        put({ state: 'done' });
        return true;
      } catch (error) {
        put(outcomeOf(error));
        if (error instanceof SignedOutError) signedOut();
        return false;
      } finally {
        underWay.current.delete(sending.key);
      }
    },
    [change, language, signedOut],
  );

  /** Sends what was tapped now; says whether it arrived. What was noted or refused before is not shown any longer. */
  const send = useCallback(
    (wanted: Wanted): Promise<boolean> => {
      change((list) =>
        list.filter(({ caseId, state }) => state !== 'done' && (state !== 'refused' || caseId !== wanted.caseId)),
      );
      return post({ ...wanted, key: crypto.randomUUID(), by: sub, state: 'sending' });
    },
    [change, post, sub],
  );

  const drop = useCallback(
    (dropped: Sending) => {
      change((list) => list.filter(({ key }) => key !== dropped.key));
    },
    [change],
  );

  useEffect(() => {
    const again = (): void => {
      for (const sending of keptSendings(sub)) if (sending.state === 'failed') void post(sending);
    };
    again();
    addEventListener('online', again);
    return () => {
      removeEventListener('online', again);
    };
    // Once for each person: a change of language must not send again.
  }, [sub]);

  return { sendings, send, again: post, drop };
};
