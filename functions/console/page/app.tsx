import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../shared/domain/text.ts';
import { browser, keep, readKept } from './kept.ts';
import { OnCall } from './on-call.tsx';
import { currentSession, finishSignIn, forgetSession, signOut, startSignIn, type Session } from './oidc.ts';
import { Today } from './today.tsx';
import { useMask } from './use-mask.ts';
import { words } from './words.ts';

const languageName = 'parcours.language';

const keptLanguage = (): Language => (readKept(browser, languageName) === 'en' ? 'en' : 'fr');

const useLanguage = (): readonly [Language, () => void] => {
  const [language, setLanguage] = useState(keptLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.today[language];
  }, [language]);
  const turn = useCallback(() => {
    const next = language === 'fr' ? 'en' : 'fr';
    keep(browser, languageName, next);
    setLanguage(next);
  }, [language]);
  return [language, turn];
};

/** The session of this tab, and the sign-in that has just come back to this address. */
const useSession = () => {
  const isComingBack = location.pathname === '/callback';
  const [session, setSession] = useState<Session | undefined>(currentSession);
  const [state, setState] = useState<'busy' | 'ready' | 'failed'>(isComingBack ? 'busy' : 'ready');
  useEffect(() => {
    if (!isComingBack) return;
    const address = new URL(location.href);
    // A code is of use once, and belongs in no history.
    history.replaceState(null, '', '/');
    finishSignIn(address)
      .then((begun) => {
        setSession(begun);
        setState('ready');
      })
      .catch(() => {
        setState('failed');
      });
  }, []);
  const forget = useCallback(() => {
    forgetSession();
    setSession(undefined);
  }, []);
  const begin = (language: Language, again: boolean): void => {
    setState('busy');
    startSignIn(language, again).catch(() => {
      setState('failed');
    });
  };
  return { session, state, forget, begin };
};

/** The shell of every page: what it is, the other language, and a way to show nothing at once. */
export const App = () => {
  const [language, turnLanguage] = useLanguage();
  const { session, state, forget, begin } = useSession();
  const { isMasked, mask, unmask } = useMask(forget);
  const [readAt, setReadAt] = useState<string>();
  const isOpen = session !== undefined && !isMasked;
  const comeBack = (): void => {
    unmask();
    if (!session) begin(language, true);
  };
  if (isMasked) {
    return (
      <main class="cover">
        <h1>{words.hidden[language]}</h1>
        <p>{words.hiddenHelp[language]}</p>
        <button type="button" class="reached" autofocus onClick={comeBack}>
          {words.comeBack[language]}
        </button>
      </main>
    );
  }
  return (
    <>
      <header>
        <h1>{words.today[language]}</h1>
        <button type="button" class="quiet" lang={language === 'fr' ? 'en' : 'fr'} onClick={turnLanguage}>
          {words.other[language]}
        </button>
        {isOpen && (
          <button type="button" class="hide" onClick={mask}>
            {words.hide[language]}
          </button>
        )}
      </header>
      <main>
        {session ? (
          <Today sub={session.sub} language={language} signedOut={forget} told={setReadAt} />
        ) : (
          <div class="welcome">
            <p>{words.welcome[language]}</p>
            {state === 'failed' && <p role="alert">{words.signInFailed[language]}</p>}
            <button
              type="button"
              class="reached"
              disabled={state === 'busy'}
              onClick={() => {
                begin(language, false);
              }}
            >
              {state === 'busy' ? words.loading[language] : words.signIn[language]}
            </button>
          </div>
        )}
      </main>
      <footer>
        <OnCall language={language} now={session && readAt} />
        {session && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              void signOut();
            }}
          >
            {words.signOut[language]}
          </button>
        )}
      </footer>
    </>
  );
};
