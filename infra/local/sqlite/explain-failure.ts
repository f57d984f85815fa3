import { RuntimeRefusal } from '../refusal.ts';

/** The code of a system error such as `EACCES`; empty when it is none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLite's primary result code. */
const resultOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;

const busy = 5;
const readOnly = 8;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

/** Whether SQLite says that a file's content is not what it wrote. */
export const isDamage = (error: unknown): boolean => [corrupt, notADatabase].includes(resultOf(error));

/** Turns what the disk or SQLite says of a data file into a refusal that says what to do; anything else stays as it is. */
export const explainFailure = (file: string, error: unknown): unknown => {
  const result = resultOf(error);
  const code = codeOf(error);
  if (result === busy) {
    return new RuntimeRefusal(`${file} is in use by another process: stop that one, or choose another --data folder`);
  }
  if (result === full || code === 'ENOSPC') {
    return new RuntimeRefusal(`the disk that holds ${file} is full: free some space and start again`);
  }
  if ([readOnly, cannotOpen].includes(result) || ['EACCES', 'EPERM', 'EROFS', 'EISDIR'].includes(code)) {
    return new RuntimeRefusal(`${file} cannot be written: give this user read and write permission on its folder`);
  }
  if (isDamage(error)) return new RuntimeRefusal(`${file} is damaged: restore a backup`);
  return error;
};
