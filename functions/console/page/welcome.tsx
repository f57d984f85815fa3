import type { Language } from '../../../shared/domain/text.ts';
import type { SigningIn } from './use-session.ts';
import { words } from './words.ts';

type Properties = { readonly language: Language; readonly signingIn: SigningIn; readonly begin: () => void };

/** What somebody sees who is not signed in. */
export const Welcome = ({ language, signingIn, begin }: Properties) => (
  <div class="welcome">
    <p>{words.welcome[language]}</p>
    {signingIn === 'failed' && <p role="alert">{words.signInFailed[language]}</p>}
    <button type="button" class="reached" disabled={signingIn === 'busy'} onClick={begin}>
      {words[signingIn === 'busy' ? 'loading' : 'signIn'][language]}
    </button>
  </div>
);
