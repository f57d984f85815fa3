import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../shared/domain/text.ts';
import { installationLinkSchema } from '../../../shared/messages/installation-link.ts';
import { messageContextSchema, type MessageContext } from '../../../shared/messages/message-context.ts';
import { render } from '../../../shared/messages/render.ts';
import { templates, type TemplateName } from '../../../shared/messages/templates.ts';

const link = installationLinkSchema.parse('https://parcours.example/dossiers/Marker?who=Marker#Marker');
const context: MessageContext = { language: 'fr', followUps: 2, requests: 1, efforts: 0, link };

const names = Object.keys(templates) as TemplateName[];
const everyTemplate = names.flatMap((name) => languages.map((language) => ({ name, language })));
const marker = 'Marker-Amélie';
const poisons: readonly unknown[] = [marker, [marker], { name: marker }, Number.NaN, 1.5, -1, 5_145_550_199];

describe('the words of a message', () => {
  test('are numbers and a link, in French', () => {
    const { subject, text } = render('to-look-at', context);
    expect(subject).toBe('Parcours\u00a0: 3 à regarder');
    expect(text).toContain('2 suivis à regarder\n1 demande d’appui\n');
    expect(text).toContain('Ouvrir Parcours https://parcours.example/');
  });

  test('are numbers and a link, in English', () => {
    const { subject, text } = render('to-look-at', { ...context, language: 'en', followUps: 1, requests: 2 });
    expect(subject).toBe('Parcours: 3 to look at');
    expect(text).toContain('1 follow-up to look at\n2 requests for support\n');
  });

  test('tell the direction of efforts to support', () => {
    expect(render('to-look-at', { ...context, followUps: 0, requests: 0, efforts: 1 }).text).toMatch(
      /^1 démarche à soutenir\n/,
    );
  });

  test('leave out what there is none of', () => {
    expect(render('to-look-at', { ...context, requests: 0 }).text).not.toContain('appui');
  });

  test('are the same as HTML, with the language of the recipient', () => {
    const { html } = render('to-look-at', context);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<p>2 suivis à regarder</p>');
    expect(html).toContain('<a href="https://parcours.example/">');
  });
});

describe.each(everyTemplate)('$name in $language', ({ name, language }) => {
  const clean: MessageContext = { ...context, language };

  test.each(Object.keys(clean).flatMap((member) => poisons.map((poison) => ({ member, poison }))))(
    'takes no $poison as its $member',
    ({ member, poison }) => {
      expect(() => render(name, { ...clean, [member]: poison })).toThrow();
    },
  );

  test.each(['name', 'reason', 'step', 'reference', 'note', 'caseId'])('takes no %s beside its context', (member) => {
    expect(() => render(name, { ...clean, [member]: marker })).toThrow();
  });

  test('shows nothing that is put beside its context', () => {
    const beside = Object.fromEntries(['name', 'reason', 'step', 'reference'].map((member) => [member, marker]));
    expect(JSON.stringify(templates[name]({ ...clean, ...beside }))).not.toContain(marker);
  });

  test('says the same of everybody with the same numbers, on a lock screen too', () => {
    const { subject, text, html } = render(name, clean);
    const fixed = `${subject}\n${text}\n${html}`;
    expect(fixed).not.toContain('Marker');
    expect(subject).toMatch(/^Parcours\u00a0?: \d+ (à regarder|to look at)$/);
  });
});

describe('the type of a context', () => {
  test('has no place for what somebody is', () => {
    const contexts: readonly MessageContext[] = [
      context,
      // @ts-expect-error a name has no place
      { ...context, name: marker },
      // @ts-expect-error a count is no text
      { ...context, followUps: marker },
      // @ts-expect-error a language is one of two words
      { ...context, language: marker },
      // @ts-expect-error a link comes from the configuration only
      { ...context, link: 'https://parcours.example/' },
    ];
    expect(contexts.filter((one) => messageContextSchema.safeParse(one).success)).toHaveLength(2);
  });
});

describe('the link of an installation', () => {
  test('is its origin only', () => {
    expect(link).toBe('https://parcours.example/');
  });

  test.each(['http://parcours.example', 'ftp://parcours.example', 'javascript:alert(1)', 'Amélie'])(
    'is not %s',
    (given) => {
      expect(() => installationLinkSchema.parse(given)).toThrow();
    },
  );

  test('is on this machine where the system runs on one', () => {
    expect(installationLinkSchema.parse('http://localhost:3000')).toBe('http://localhost:3000/');
  });
});
