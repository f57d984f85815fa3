import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../http/request.ts';
import type { AuthorizationRequest } from './authorization.ts';
import type { DemoUser } from './demo-user.ts';

type Language = 'fr' | 'en';

const words = {
  title: { fr: 'Ouvrir une session', en: 'Sign in' },
  which: {
    fr: 'Démonstration sur cette machine : choisissez une personne, sans mot de passe.',
    en: 'Demonstration on this machine: choose a person, no password.',
  },
  other: { fr: 'English', en: 'Français' },
  stranger: { fr: 'Cette adresse n’est pas connue ici', en: 'This address is not known here' },
  whatToDo: {
    fr: 'La session ne peut pas s’ouvrir depuis cette adresse. Ouvrez plutôt :',
    en: 'You cannot sign in from this address. Open this one instead:',
  },
} as const;

const style = `
:root { color-scheme: light; font: 17px/1.45 system-ui, sans-serif; color: #1f2a30; background: #f6f4ef }
body { margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 44rem }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; color: #4c5a61 }
a { color: #0b5a60; display: inline-flex; align-items: center; min-height: 44px }
form { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)) }
button { font: inherit; text-align: left; min-height: 56px; padding: .5rem .9rem; border: 1px solid #8b979c;
  border-radius: .6rem; background: #fff; color: inherit; cursor: pointer }
button:hover { border-color: #0b5a60 } :focus-visible { outline: 3px solid #0b5a60; outline-offset: 2px }
small { display: block; color: #4c5a61 }`;

const styleHash = createHash('sha256').update(style).digest('base64');

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const page = (status: number, language: Language, body: string, formTarget: string): HttpAnswer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // A browser asks this of the redirect that answers the form as well.
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${formTarget}; frame-ancestors 'none'; base-uri 'none'`,
    // With less, a browser says of the form that it comes from nowhere, and nowhere is not here.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  },
  body: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title[language]} · Parcours</title><style>${style}</style></head><body>${body}</body></html>`,
});

/** The language that the application asked for, else the browser's; French where nothing decides. */
export const languageOf = (locales: string | undefined, acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(locales ?? acceptLanguage ?? '') ? 'en' : 'fr';

const fieldsOf = (request: AuthorizationRequest): readonly [string, string][] =>
  Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

const hiddenFields = (request: AuthorizationRequest): string =>
  fieldsOf(request)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
    .join('');

const buttonOf = ({ user, name, role, title }: DemoUser, language: Language): string =>
  `<button name="user" value="${escaped(user)}">${escaped(name)}<small>${escaped(title?.[language] ?? role)}</small></button>`;

/** The people of the demonstration by organisation, each a button that signs in as that person. */
export const signInPage = (
  request: AuthorizationRequest,
  users: readonly DemoUser[],
  language: Language,
  here: string,
): HttpAnswer => {
  const other = language === 'fr' ? 'en' : 'fr';
  const link = `${here}?${new URLSearchParams(fieldsOf({ ...request, ui_locales: other })).toString()}`;
  const groups = [...Map.groupBy(users, ({ organisation }) => organisation)].map(
    ([organisation, people], index) =>
      `<h2 id="group-${index}">${escaped(organisation)}</h2><form method="post" action="${here}" aria-labelledby="group-${index}">${hiddenFields(request)}${people.map((user) => buttonOf(user, language)).join('')}</form>`,
  );
  const header = `<header><h1>${words.title[language]}</h1><a href="${escaped(link)}" lang="${other}">${words.other[language]}</a></header>`;
  const body = `${header}<main><p>${words.which[language]}</p>${groups.join('')}</main>`;
  return page(200, language, body, new URL(request.redirect_uri).origin);
};

/** Said to a browser that comes from an application that is not known: nobody is sent on. */
export const strangerPage = (language: Language, address: string | undefined): HttpAnswer => {
  const origin = address === undefined ? undefined : escaped(new URL(address).origin);
  const way = origin === undefined ? '' : `<p>${words.whatToDo[language]}</p><p><a href="${origin}">${origin}</a></p>`;
  return page(400, language, `<main><h1>${words.stranger[language]}</h1>${way}</main>`, '');
};
