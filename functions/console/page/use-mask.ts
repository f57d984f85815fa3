import { useCallback, useEffect, useState } from 'preact/hooks';
import { deviceNow } from './clock.ts';
import { keep, readKept, tab } from './kept.ts';

const maskedName = 'parcours.masked';
/** Milliseconds: a page that is out of sight so long is masked, and one that is masked so long is signed out of. */
const outOfSight = 2 * 60_000;
const untilSignedOut = 15 * 60_000;
/** Milliseconds between two presses of Escape that count as one wish. */
const twice = 800;

const maskedSince = (): number | undefined => {
  const since = readKept(tab, maskedName);
  return typeof since === 'number' ? since : undefined;
};

const useEscapeTwice = (run: () => void): void => {
  useEffect(() => {
    let last = -twice;
    const press = ({ key, timeStamp }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      if (timeStamp - last < twice) run();
      last = timeStamp;
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, [run]);
};

const useOutOfSight = (run: () => void): void => {
  useEffect(() => {
    let since: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') {
        since = deviceNow();
        timer = setTimeout(run, outOfSight);
      } else if (since !== undefined && deviceNow() - since >= outOfSight) {
        run(); // timers sleep with the telephone
      }
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [run]);
};

/**
 * Whether the page shows nothing. It is so by the button, by Escape twice and after two minutes out of sight; after
 * fifteen minutes so, `expire` is called.
 */
export const useMask = (expire: () => void) => {
  const [since, setSince] = useState(maskedSince);
  const mask = useCallback(() => {
    const now = maskedSince() ?? deviceNow();
    keep(tab, maskedName, now);
    setSince(now);
  }, []);
  const unmask = useCallback(() => {
    keep(tab, maskedName, undefined);
    setSince(undefined);
  }, []);
  useEscapeTwice(mask);
  useOutOfSight(mask);
  useEffect(() => {
    if (since === undefined) return undefined;
    const check = (): void => {
      if (deviceNow() - since >= untilSignedOut) expire();
    };
    check();
    const timer = setInterval(check, 15_000);
    return () => {
      clearInterval(timer);
    };
  }, [since, expire]);
  return { isMasked: since !== undefined, mask, unmask };
};
