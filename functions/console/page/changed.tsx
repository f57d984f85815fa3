import type { Today } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { agoWords } from './when.ts';
import { words } from './words.ts';

type Properties = { readonly today: Today; readonly language: Language };

/** What others did since the last visit: what kind of thing, and when. */
export const Changed = ({ today: { changed, items, now }, language }: Properties) => {
  const initials = new Map(items.map(({ caseId, initials: letters }) => [caseId, letters]));
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">{words.changed[language]}</h2>
      {changed.length === 0 ? (
        <p>{words.nothingChanged[language]}</p>
      ) : (
        <ul class="changes">
          {changed.map(({ caseId, reference, title, about, at }) => (
            <li key={`${caseId} ${at}`}>
              <strong>{initials.get(caseId) ?? reference}</strong>{' '}
              {about ? `${title[language]}${language === 'fr' ? '\u00a0:' : ':'} ${about[language]}` : title[language]}{' '}
              <span>{agoWords(at, now, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
