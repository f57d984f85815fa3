import * as z from 'zod';
import { languages, type Language } from '../domain/text.ts';
import { installationLinkSchema } from './installation-link.ts';
import type { Rendered } from './render.ts';

/** A place in a table: opaque ids and codes, and nothing that somebody who can write the tables would like to say. */
const placeSchema = z
  .string()
  .transform((place) => (/^[A-Z]+#[\w.-]{1,64}( [A-Z]+(#[\w.-]{1,64}){0,3})?$/.test(place) ? place : '?'));

/** How many places a mail names. */
const mostPlaces = 20;

/** All that a mail about an audit is made of: a day, numbers, opaque ids. */
const contextSchema = z.strictObject({
  language: z.enum(languages),
  day: z.iso.date(),
  cases: z.int().nonnegative(),
  /** Where something is not as it was written, the first bad event or row of each case. */
  places: z.array(placeSchema),
  link: installationLinkSchema,
});
export type AuditMailContext = z.input<typeof contextSchema>;

type Wording = {
  readonly subject: (found: number) => string;
  readonly checked: (day: string, cases: number) => string;
  readonly found: string;
  readonly more: (count: number) => string;
  readonly todo: string;
};

const wordings: Readonly<Record<Language, Wording>> = {
  fr: {
    subject: (found) => `Parcours\u00a0: ${found} à vérifier dans le registre`,
    checked: (day, cases) => `Vérification du ${day}\u00a0: ${cases} dossiers.`,
    found: 'Ceci n’est pas comme il a été écrit\u00a0:',
    more: (count) => `et ${count} de plus.`,
    todo: 'Lancez npm run audit, et gardez une copie des données avant toute autre chose.',
  },
  en: {
    subject: (found) => `Parcours: ${found} to check in the record`,
    checked: (day, cases) => `Check of ${day}: ${cases} cases.`,
    found: 'This is not as it was written:',
    more: (count) => `and ${count} more.`,
    todo: 'Run npm run audit, and keep a copy of the data before anything else.',
  },
};

const paragraph = (text: string): string => `<p>${text.replace(/[&<>"]/g, '')}</p>`;

/**
 * The mail that tells an administrator what a nightly audit found, in their language first and then in the other.
 * @throws ZodError when the context holds anything but days, numbers and the link of this installation
 */
export const renderAuditMail = (context: AuditMailContext): Rendered => {
  const { language, day, cases, places, link } = contextSchema.parse(context);
  const shown = places.slice(0, mostPlaces);
  const inOrder = [language, ...languages.filter((other) => other !== language)];
  const lines = inOrder.flatMap((each) => {
    const { checked, found, more, todo } = wordings[each];
    const rest = places.length > shown.length ? [more(places.length - shown.length)] : [];
    return [checked(day, cases), found, ...shown, ...rest, todo];
  });
  return {
    subject: inOrder.map((each) => wordings[each].subject(places.length)).join(' / '),
    text: [...lines, '', link, ''].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Parcours</title></head><body>`,
      ...lines.map(paragraph),
      paragraph(link),
      '</body></html>',
    ].join('\n'),
  };
};
