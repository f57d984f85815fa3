import { AwsError } from '../aws/aws-error.ts';

export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

export const unknownTable = (): AwsError => new AwsError('ResourceNotFoundException', 'Requested resource not found');

const broken = (message: string): AwsError => new AwsError('InternalServerError', message, { status: 500 });

const sqliteFull = 13;

/** Turns what SQLite throws into an answer that names no file: a full disk is said to be one, the rest is internal. */
export const asAwsError = (error: unknown): unknown => {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return error;
  // The low byte is the primary result code, the rest says more.
  return Number(error.errcode) % 256 === sqliteFull
    ? broken('The disk is full: nothing was written.')
    : broken(`The store failed: nothing was written (SQLite result ${String(error.errcode)}).`);
};
