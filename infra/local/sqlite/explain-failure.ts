import { inBoth, RuntimeRefusal } from '../refusal.ts';

/** The code of a system error such as `EACCES`; empty when it is none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLite's primary result code. https://sqlite.org/rescode.html */
const resultOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;

/** How an engineer looks an error up: SQLite's extended result code, or the system's code. */
export const detailOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'errcode' in error ? `SQLite ${String(error.errcode)}` : codeOf(error);

/** What a disk says no with, by SQLite's result codes and by the system's. */
const kinds = {
  busy: { results: [5], codes: [] },
  full: { results: [13], codes: ['ENOSPC', 'EDQUOT', 'EFBIG'] },
  forbidden: { results: [8, 14], codes: ['EACCES', 'EPERM', 'EROFS', 'EISDIR'] },
  crowded: { results: [], codes: ['EMFILE', 'ENFILE'] },
  failing: { results: [10], codes: ['EIO'] },
  damaged: { results: [11, 26], codes: [] },
} as const satisfies Record<string, { readonly results: readonly number[]; readonly codes: readonly string[] }>;
type Kind = keyof typeof kinds;

/** Which no of the disk an error is; undefined when it is none. */
export const failureOf = (error: unknown): Kind | undefined => {
  const [result, code] = [resultOf(error), codeOf(error)];
  return (Object.keys(kinds) as Kind[]).find((kind) => {
    const { results, codes }: { readonly results: readonly number[]; readonly codes: readonly string[] } = kinds[kind];
    return results.includes(result) || codes.includes(code);
  });
};

/** What is so and what to do, of a file of that name. */
const words: Readonly<Record<Kind, readonly [fr: (file: string) => string, en: (file: string) => string]>> = {
  busy: [
    (file) => `${file} sert à un autre processus : arrêtez-le, ou choisissez un autre dossier avec --data`,
    (file) => `${file} is in use by another process: stop that one, or choose another folder with --data`,
  ],
  full: [
    (file) => `le disque où se trouve ${file} est plein : libérez de l’espace et redémarrez`,
    (file) => `the disk that holds ${file} is full: free some space and start again`,
  ],
  forbidden: [
    (file) => `${file} ne peut pas être écrit : donnez à ce compte le droit de lire et d’écrire dans son dossier`,
    (file) => `${file} cannot be written: give this user read and write permission on its folder`,
  ],
  crowded: [
    (file) => `${file} ne peut pas être ouvert, trop de fichiers le sont déjà : relevez la limite (ulimit -n)`,
    (file) => `${file} cannot be opened, too many files are already: raise the limit (ulimit -n)`,
  ],
  failing: [
    (file) => `le disque où se trouve ${file} ne répond pas comme il le doit : vérifiez-le avant de redémarrer`,
    (file) => `the disk that holds ${file} does not answer as it should: check it before you start again`,
  ],
  damaged: [
    (file) => `${file} est abîmé : remettez une copie de sauvegarde, avec son keys.json, ou effacez tout avec --reset`,
    (file) => `${file} is damaged: restore a backup with its keys.json, or erase everything with --reset`,
  ],
};

/** What a failure of that kind means, in a line. */
export const explain = (kind: Kind, file: string): string => inBoth(words[kind][0](file), words[kind][1](file));

/** Turns what the disk or SQLite says of a data file into a refusal that says what to do; anything else stays as it is. */
export const explainFailure = (file: string, error: unknown): unknown => {
  const kind = error instanceof RuntimeRefusal ? undefined : failureOf(error);
  return kind === undefined ? error : new RuntimeRefusal(explain(kind, file));
};
