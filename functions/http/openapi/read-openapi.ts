import type { Reply } from '../../../shared/api/route.ts';

/** Answers with the API's own description, made at the first call. */
export const makeReadOpenApi = (describe: () => object) => {
  let document: object | undefined;
  return (): Promise<Reply> => {
    document ??= describe();
    return Promise.resolve({ status: 200, body: document });
  };
};
