import type { Language } from '../domain/text.ts';
import type { Counts, MessageContext } from './message-context.ts';

/** One count in words, singular and plural. */
type Counted = { readonly one: string; readonly more: string };

/** The words of a template in one language; everything else in a message is a number or the link. */
type Wording = {
  readonly subject: (total: number) => string;
  readonly counts: Readonly<Record<keyof Counts, Counted>>;
  readonly open: string;
  readonly note: string;
  /** Zero is singular in French and plural in English. */
  readonly isOne: (count: number) => boolean;
};

/** A template: from a context that cannot hold identity to the lines of a message. */
export type Template = (context: MessageContext) => {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly open: string;
  readonly note: string;
};

const toLookAt: Readonly<Record<Language, Wording>> = {
  fr: {
    subject: (total) => `Parcours\u00a0: ${total} à regarder`,
    counts: {
      followUps: { one: 'suivi à regarder', more: 'suivis à regarder' },
      requests: { one: 'demande d’appui', more: 'demandes d’appui' },
      efforts: { one: 'démarche à soutenir', more: 'démarches à soutenir' },
    },
    open: 'Ouvrir Parcours',
    note: 'Ce courriel ne dit rien de personne. Il est envoyé automatiquement\u00a0: merci de ne pas y répondre.',
    isOne: (count) => count < 2,
  },
  en: {
    subject: (total) => `Parcours: ${total} to look at`,
    counts: {
      followUps: { one: 'follow-up to look at', more: 'follow-ups to look at' },
      requests: { one: 'request for support', more: 'requests for support' },
      efforts: { one: 'outreach effort to support', more: 'outreach efforts to support' },
    },
    open: 'Open Parcours',
    note: 'This e-mail says nothing about anybody. It is sent automatically: please do not reply.',
    isOne: (count) => count === 1,
  },
};

const order: readonly (keyof Counts)[] = ['followUps', 'requests', 'efforts'];

const numbers =
  (wordings: Readonly<Record<Language, Wording>>): Template =>
  (context) => {
    const { subject, counts, open, note, isOne } = wordings[context.language];
    const lines = order
      .filter((name) => context[name] > 0)
      .map((name) => `${context[name]} ${isOne(context[name]) ? counts[name].one : counts[name].more}`);
    return { subject: subject(order.reduce((sum, name) => sum + context[name], 0)), lines, open, note };
  };

/** Every template that there is. */
export const templates = {
  /** What somebody has to look at: in the morning, or at once for intensive. */
  'to-look-at': numbers(toLookAt),
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;
