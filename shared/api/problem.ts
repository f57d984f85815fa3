import type { Language } from '../domain/text.ts';

type ProblemType = { readonly status: number; readonly title: Readonly<Record<Language, string>> };

/** Every refusal that the API gives, once: code, HTTP status, and what it says to a person. */
export const problems = {
  'malformed-json': {
    status: 400,
    title: { fr: 'Le corps de la requête n’est pas du JSON valide.', en: 'The request body is not valid JSON.' },
  },
  'bad-header': {
    status: 400,
    title: { fr: 'Un en-tête de la requête ne peut pas être lu.', en: 'A request header cannot be read.' },
  },
  'bad-cursor': {
    status: 400,
    title: {
      fr: 'Ce curseur de page n’est pas valide; reprenez la liste du début.',
      en: 'This page cursor is not valid; start the list again.',
    },
  },
  'token-refused': {
    status: 401,
    title: {
      fr: 'Cette session est terminée, ou ce jeton n’en ouvre pas; ouvrez une nouvelle session.',
      en: 'This session has ended, or this token opens none; sign in again.',
    },
  },
  'no-membership': {
    status: 403,
    title: {
      fr: 'Votre compte n’a pas encore de rôle ici; demandez à votre coordination.',
      en: 'Your account has no role here yet; ask your coordinator.',
    },
  },
  forbidden: {
    status: 403,
    title: { fr: 'Votre rôle ne permet pas cette action.', en: 'Your role does not allow this action.' },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Rien à cette adresse, ou rien que vous puissiez voir.', en: 'Nothing here, or nothing you may see.' },
  },
  'step-not-open': {
    status: 409,
    title: {
      fr: 'Cette étape n’est plus ouverte; relisez le dossier pour voir où il en est.',
      en: 'This step is no longer open; read the case again to see where it stands.',
    },
  },
  'case-closed': {
    status: 409,
    title: { fr: 'Ce dossier est fermé.', en: 'This case is closed.' },
  },
  'interruption-weaker': {
    status: 409,
    title: {
      fr: 'Une interruption au moins aussi forte est déjà en cours.',
      en: 'An interruption at least as strong is already under way.',
    },
  },
  'not-suspended': {
    status: 409,
    title: { fr: 'Ce dossier n’est pas suspendu.', en: 'This case is not suspended.' },
  },
  'not-closed': {
    status: 409,
    title: { fr: 'Ce dossier n’est pas fermé.', en: 'This case is not closed.' },
  },
  'not-before': {
    status: 409,
    title: {
      fr: 'La personne a demandé qu’on ne reprenne pas contact avant une date qui n’est pas encore venue; dites si elle est revenue d’elle-même, ou si vous attendrez.',
      en: 'The person asked not to be contacted before a date that has not come yet; say whether they came back by themself, or whether you will wait.',
    },
  },
  'other-case-closed': {
    status: 409,
    title: {
      fr: 'L’autre dossier est fermé; rouvrez-le d’abord, ou accueillez cette référence.',
      en: 'The other case is closed; reopen it first, or accept this referral.',
    },
  },
  'undo-over': {
    status: 409,
    title: {
      fr: 'Il est trop tard pour l’annuler d’un geste, ou c’est une autre personne qui l’a consigné; corrigez-le en disant pourquoi.',
      en: 'It is too late to undo this by a tap, or somebody else recorded it; correct it and say why.',
    },
  },
  'case-at-rest': {
    status: 409,
    title: {
      fr: 'Le décès de la personne est consigné : plus rien n’est à faire. Si c’est une erreur, rouvrez le dossier.',
      en: 'The person’s death is written down: nothing more is to be done. If that is a mistake, reopen the case.',
    },
  },
  'support-ended': {
    status: 409,
    title: {
      fr: 'Il n’y a pas de demande d’appui ouverte sous ce numéro.',
      en: 'There is no open request for support of this number.',
    },
  },
  'snoozed-enough': {
    status: 409,
    title: {
      fr: 'Cette demande a déjà été reportée deux fois; en parler, ou la confier à quelqu’un, aiderait peut-être plus qu’une autre date.',
      en: 'This request was put off twice already; talking about it, or giving it to somebody, may help more than another date.',
    },
  },
  'guard-consent': {
    status: 409,
    title: {
      fr: 'Le consentement nécessaire à cette suite n’est pas donné.',
      en: 'The consent that this outcome needs has not been given.',
    },
  },
  'guard-attempts': {
    status: 409,
    title: {
      fr: 'Les démarches pour joindre la personne ne sont pas encore toutes faites.',
      en: 'Not all attempts to reach the person have been made yet.',
    },
  },
  'guard-actor': {
    status: 409,
    title: {
      fr: 'La personne qui a proposé ne peut pas décider elle-même.',
      en: 'Whoever proposed cannot also decide.',
    },
  },
  'content-destroyed': {
    status: 410,
    title: {
      fr: 'Ce qui a été écrit dans ce dossier a été détruit; plus personne ne peut le lire.',
      en: 'What was written in this case has been destroyed; nobody can read it any more.',
    },
  },
  'body-too-large': {
    status: 413,
    title: {
      fr: 'Le corps de la requête est trop long pour ce qui est demandé ici.',
      en: 'The request body is too long for what is asked here.',
    },
  },
  'version-changed': {
    status: 412,
    title: {
      fr: 'Le dossier a changé depuis votre lecture; relisez-le, rien n’a été enregistré.',
      en: 'The case has changed since you read it; read it again, nothing was saved.',
    },
  },
  'invalid-request': {
    status: 422,
    title: { fr: 'Certains champs sont à corriger.', en: 'Some fields need correction.' },
  },
  'unknown-outcome': {
    status: 422,
    title: { fr: 'Cette étape ne connaît pas cette suite.', en: 'This step has no such outcome.' },
  },
  'unknown-colleague': {
    status: 422,
    title: {
      fr: 'La personne nommée ne fait pas partie de l’équipe.',
      en: 'The person named is not a member of the team.',
    },
  },
  'dates-missing': {
    status: 422,
    title: { fr: 'Indiquez le début et la fin.', en: 'Say when it begins and when it ends.' },
  },
  'ends-before-it-begins': {
    status: 422,
    title: { fr: 'La fin vient avant le début.', en: 'The end comes before the beginning.' },
  },
  'already-over': {
    status: 422,
    title: { fr: 'Cette période est déjà terminée.', en: 'This period is already over.' },
  },
  'too-far-away': {
    status: 422,
    title: {
      fr: 'Cette période est trop loin : une absence se dit jusqu’à deux ans d’avance, une garde ou une rencontre jusqu’à un an.',
      en: 'This period is too far away: an absence is said up to two years ahead, a shift or a session up to one year.',
    },
  },
  'backup-is-supervisor': {
    status: 422,
    title: {
      fr: 'La supervision clinique conseille et ne relève pas; nommez une personne intervenante ou la coordination.',
      en: 'The clinical supervisor advises and does not stand in; name a caseworker or the coordinator.',
    },
  },
  'backup-is-oneself': {
    status: 422,
    title: {
      fr: 'La relève est une autre personne que celle qui s’absente.',
      en: 'The backup is somebody other than the person who is away.',
    },
  },
  'roster-overlaps': {
    status: 409,
    title: {
      fr: 'Quelqu’un est déjà de garde à ce moment; retirez d’abord son tour.',
      en: 'Somebody is on call at that time already; take that entry off first.',
    },
  },
  'roster-full': {
    status: 409,
    title: {
      fr: 'La liste de garde est pleine; retirez des tours à venir, ou attendez qu’ils soient passés.',
      en: 'The roster is full; take entries off, or wait until some are over.',
    },
  },
  'no-supervisor': {
    status: 409,
    title: {
      fr: 'Votre équipe n’a pas de superviseur(e) clinique ici; parlez-en à votre coordination.',
      en: 'Your team has no clinical supervisor here; talk to your coordinator.',
    },
  },
  'unknown-case': {
    status: 422,
    title: {
      fr: 'L’autre dossier n’existe pas ou n’est pas de votre équipe.',
      en: 'The other case does not exist or is not your team’s.',
    },
  },
  'key-reused': {
    status: 422,
    title: {
      fr: 'Cette clé d’idempotence a déjà servi pour une autre requête.',
      en: 'This idempotency key was already used for another request.',
    },
  },
  'if-match-required': {
    status: 428,
    title: {
      fr: 'Indiquez dans If-Match la version du dossier que vous avez lue (ETag).',
      en: 'Give in If-Match the version of the case that you read (ETag).',
    },
  },
  'too-many-requests': {
    status: 429,
    title: {
      fr: 'C’est beaucoup en peu de temps pour un seul compte; rien n’a été enregistré. Réessayez après le délai indiqué (Retry-After).',
      en: 'That is much in a short time for one account; nothing was saved. Try again after the time given (Retry-After).',
    },
  },
  'internal-error': {
    status: 500,
    title: {
      fr: 'Une erreur est survenue chez nous; réessayez avec la même clé d’idempotence.',
      en: 'Something failed on our side; try again with the same idempotency key.',
    },
  },
  busy: {
    status: 503,
    title: {
      fr: 'Trop de changements au même moment; réessayez dans un instant.',
      en: 'Too many changes at once; try again in a moment.',
    },
  },
  unavailable: {
    status: 503,
    title: {
      fr: 'Rien ne peut être enregistré en ce moment; réessayez bientôt avec la même clé d’idempotence, rien ne sera fait deux fois.',
      en: 'Nothing can be recorded at the moment; try again soon with the same idempotency key, nothing will be done twice.',
    },
  },
} as const satisfies Record<string, ProblemType>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one field: a JSON Pointer into the body (RFC 6901) and a sentence in the reader's language. */
export type FieldError = { readonly pointer: string; readonly detail: string };

/** The JSON Pointer of a place in a body, as a fragment. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

/** The wire form of a refusal: RFC 9457 problem details. `type` is a relative reference that names the code. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly errors?: readonly FieldError[];
};

/** A refusal that the caller is told. Everything else becomes `internal-error`, which leaks nothing. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  /** Field errors by language, built only for the language that is asked. */
  readonly fieldErrors: ((language: Language) => readonly FieldError[]) | undefined;

  /** After how many seconds it may be tried again, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    fieldErrors?: (language: Language) => readonly FieldError[],
    retryAfterSeconds?: number,
  ) {
    super(code);
    this.name = code;
    this.code = code;
    this.fieldErrors = fieldErrors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Renders a refusal in one language. */
export const toProblem = (error: ProblemError, language: Language): Problem => {
  const { status, title } = problems[error.code];
  const errors = error.fieldErrors?.(language);
  return { type: `/problems/${error.code}`, title: title[language], status, ...(errors && { errors }) };
};
