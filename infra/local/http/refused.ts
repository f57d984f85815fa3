/** Why a request is not read, or not to its end: the status and a sentence, in French and in English. */
export type Refused = { readonly status: 400 | 403 | 408 | 421 | 503; readonly sentence: string };

export const tooSlow: Refused = {
  status: 408,
  sentence:
    'La requête arrive trop lentement, ou n’arrive pas en entier. · The request comes too slowly, or not to its end.',
};

export const noRoom: Refused = {
  status: 503,
  sentence:
    'Trop de données arrivent en même temps; réessayez dans un moment. · Too much is being sent at the same time; try again in a moment.',
};
