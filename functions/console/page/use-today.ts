import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Today } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { readToday, RefusedError, SignedOutError } from './api.ts';
import { deviceNow, setClock } from './clock.ts';
import { browser, keep, readKept, tab } from './kept.ts';
import { words } from './words.ts';

const lookedName = 'parcours.looked';
const sinceName = 'parcours.since';
/** Milliseconds after which a page that comes back into sight reads again. */
const oldAfter = 60_000;

/** The last look of the visit before this one: what changed stays on the page for the whole visit. */
const sinceOfVisit = (): string | undefined => {
  const since = readKept(tab, sinceName) ?? readKept(browser, lookedName);
  if (typeof since !== 'string') return undefined;
  keep(tab, sinceName, since);
  return since;
};

/** The same people in the same places, and then whoever is new: nothing moves under a finger. */
const inOrderOf = (earlier: Today | undefined, next: Today): Today => {
  const places = new Map(earlier?.items.map(({ caseId }, place) => [caseId, place]));
  const placeOf = ({ caseId }: Today['items'][number]): number => places.get(caseId) ?? places.size;
  return { ...next, items: next.items.toSorted((a, b) => placeOf(a) - placeOf(b)) };
};

const wordsOf = (error: unknown, language: Language): string => {
  if (!(error instanceof RefusedError)) return words.offline[language];
  return error.type === '/problems/forbidden' ? words.notYourPage[language] : error.message || words.problem[language];
};

/** Reads the day, again when the page comes back into sight, and says what went wrong in words. */
export const useToday = (language: Language, signedOut: () => void) => {
  const [today, setToday] = useState<Today>();
  const [said, setSaid] = useState<string>();
  const [isReading, setReading] = useState(false);
  /** Everybody, and not the first seven: for the visit, once it was asked for. */
  const [isWhole, setWhole] = useState(false);

  const read = useCallback(
    async (keepsOrder: boolean): Promise<void> => {
      setReading(true);
      try {
        const next = await readToday(language, { since: sinceOfVisit(), isWhole });
        setClock(next.now);
        keep(browser, lookedName, next.now);
        setToday((earlier) => (keepsOrder ? inOrderOf(earlier, next) : next));
        setSaid(undefined);
      } catch (error) {
        if (error instanceof SignedOutError) signedOut();
        else setSaid(wordsOf(error, language));
      } finally {
        setReading(false);
      }
    },
    [language, signedOut, isWhole],
  );

  useEffect(() => {
    void read(false);
    let readAt = deviceNow();
    const look = (): void => {
      if (document.visibilityState !== 'visible' || deviceNow() - readAt < oldAfter) return;
      readAt = deviceNow();
      void read(false);
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, [read]);

  return {
    today,
    said,
    isReading,
    read,
    readWhole: () => {
      setWhole(true);
    },
  };
};
