import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { currentSession, finishSignIn, forgetSession, startSignIn, type Session } from './oidc.ts';

/** Where a sign-in stands: under way, not, or it came to nothing. */
export type SigningIn = 'busy' | 'ready' | 'failed';

/** The session of this tab; a sign-in that has just come back to this address is finished. */
export const useSession = () => {
  const isComingBack = location.pathname === '/callback';
  const [session, setSession] = useState<Session | undefined>(currentSession);
  const [signingIn, setSigningIn] = useState<SigningIn>(isComingBack ? 'busy' : 'ready');
  useEffect(() => {
    if (!isComingBack) return;
    const address = new URL(location.href);
    // A code is of use once, and belongs in no history.
    history.replaceState(null, '', '/');
    finishSignIn(address)
      .then((begun) => {
        setSession(begun);
        setSigningIn('ready');
      })
      .catch(() => {
        setSigningIn('failed');
      });
  }, []);
  const forget = useCallback(() => {
    forgetSession();
    setSession(undefined);
  }, []);
  const begin = (language: Language, again: boolean): void => {
    setSigningIn('busy');
    startSignIn(language, again).catch(() => {
      setSigningIn('failed');
    });
  };
  return { session, signingIn, forget, begin };
};
