import type { KeyObject } from 'node:crypto';
import { macOf } from '../aws/row-key.ts';
import type { Row } from '../store/writes.ts';

/**
 * altered: its MAC is not that of what it holds and where it stands · missing: it was written and is not there · older: it
 * stands as it did before · untold: nothing tells that it was written · broken: an event, or a look, does not follow from the
 * one before it · unknown: what belongs to it is gone whole.
 */
export type Fault = 'altered' | 'missing' | 'older' | 'untold' | 'broken' | 'unknown';

/** A row that is not as it was written: its place, and what is wrong. */
export type Finding = { readonly pk: string; readonly sk: string; readonly fault: Fault };

/** Rows of one partition in the order of their sort keys, and those of them that are not what was written. */
export type Sorted = { readonly sound: readonly Row[]; readonly altered: readonly Finding[] };

export const skOf = (row: Row): string => (typeof row['sk'] === 'string' ? row['sk'] : '');

/** Counted by DynamoDB itself, so that no function can authenticate it; decides only how often somebody may send. */
const isCounted = (row: Row): boolean => skOf(row).startsWith('ALLOWANCE#') && row['kind'] === 'allowance';

/** Tells the rows that hold what was written from those that do not. */
export const sortRows = (key: KeyObject, pk: string, rows: readonly Row[]): Sorted => {
  const inOrder = [...rows].sort((a, b) => (skOf(a) < skOf(b) ? -1 : 1));
  const isSound = (row: Row): boolean => isCounted(row) || row['mac'] === macOf(key, row);
  return {
    sound: inOrder.filter(isSound),
    altered: inOrder.filter((row) => !isSound(row)).map((row) => ({ pk, sk: skOf(row), fault: 'altered' })),
  };
};
