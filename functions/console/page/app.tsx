import { useState } from 'preact/hooks';
import { Cover } from './cover.tsx';
import { signOut } from './oidc.ts';
import { OnCall } from './on-call.tsx';
import { Today } from './today.tsx';
import { useLanguage } from './use-language.ts';
import { useMask } from './use-mask.ts';
import { useSession } from './use-session.ts';
import { Welcome } from './welcome.tsx';
import { words } from './words.ts';

const leave = (): void => {
  void signOut();
};

/** The shell of every page: what it is, the other language, and a way to show nothing at once. */
export const App = () => {
  const [language, turnLanguage] = useLanguage();
  const { session, signingIn, forget, begin } = useSession();
  const { isMasked, mask, unmask } = useMask(forget);
  const [readAt, setReadAt] = useState<string>();
  const comeBack = (): void => {
    unmask();
    if (!session) begin(language, true);
  };
  if (isMasked) return <Cover language={language} comeBack={comeBack} />;
  return (
    <>
      <header>
        <h1>{words.today[language]}</h1>
        <button type="button" class="quiet" lang={language === 'fr' ? 'en' : 'fr'} onClick={turnLanguage}>
          {words.other[language]}
        </button>
        {session && (
          <button type="button" class="hide" onClick={mask}>
            {words.hide[language]}
          </button>
        )}
      </header>
      <main>
        {session ? (
          <Today sub={session.sub} language={language} signedOut={forget} told={setReadAt} />
        ) : (
          <Welcome
            language={language}
            signingIn={signingIn}
            begin={() => {
              begin(language, false);
            }}
          />
        )}
      </main>
      <footer>
        <OnCall language={language} now={session && readAt} />
        {session && (
          <button type="button" class="quiet" onClick={leave}>
            {words.signOut[language]}
          </button>
        )}
      </footer>
    </>
  );
};
