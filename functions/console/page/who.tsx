import { useEffect, useState } from 'preact/hooks';
import type { TodayCase } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { readPerson, RefusedError, SignedOutError, type Person } from './api.ts';
import { words } from './words.ts';

type Properties = {
  readonly one: TodayCase;
  readonly language: Language;
  readonly signedOut: () => void;
};

/** Milliseconds that a name stays on the screen. */
const shownFor = 60_000;

/** Where a tap on a way to reach somebody leads; nothing for what is no number or address. */
const linkOf = (way: string, value: string): string | undefined => {
  const digits = value.replaceAll(/[^+\d]/g, '');
  if ((way === 'phone' || way === 'text') && digits.length >= 7) return `${way === 'phone' ? 'tel' : 'sms'}:${digits}`;
  return way === 'email' && value.includes('@') ? `mailto:${value}` : undefined;
};

/** A way that the youth asked never to use is said to be one, and leads nowhere. */
const Way = ({ way, value, use, language }: Person['reach'][number] & Pick<Properties, 'language'>) => {
  if (use === 'never')
    return (
      <>
        <s>{value}</s> {words.neverWay[language]}
      </>
    );
  const href = linkOf(way, value);
  return href === undefined ? <>{value}</> : <a href={href}>{value}</a>;
};

/** Somebody by their initials; a tap shows the name they use, and how to reach them, for a minute. */
export const Who = ({ one, language, signedOut }: Properties) => {
  const [person, setPerson] = useState<Person>();
  const [said, setSaid] = useState<string>();
  const initials = one.initials ?? one.reference;

  useEffect(() => {
    if (!person) return undefined;
    const timer = setTimeout(() => {
      setPerson(undefined);
    }, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [person]);

  const turn = async (): Promise<void> => {
    setSaid(undefined);
    if (person) {
      setPerson(undefined);
      return;
    }
    try {
      setPerson(await readPerson(language, one.caseId));
    } catch (error) {
      if (error instanceof SignedOutError) signedOut();
      else setSaid(error instanceof RefusedError && error.message ? error.message : words.problem[language]);
    }
  };

  return (
    <div class="who">
      <h2>
        <button
          type="button"
          class="initials"
          aria-expanded={person !== undefined}
          aria-label={`${person?.name ?? initials}, ${words[person ? 'hideName' : 'showName'][language]}`}
          onClick={() => {
            void turn();
          }}
        >
          {person?.name ?? initials}
        </button>
      </h2>
      {person && (
        <ul class="reach">
          {person.reach.map((one) => (
            <li key={`${one.way} ${one.value}`}>
              <Way {...one} language={language} />
            </li>
          ))}
        </ul>
      )}
      {said !== undefined && <p role="alert">{said}</p>}
    </div>
  );
};
