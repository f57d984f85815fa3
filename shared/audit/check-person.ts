import type { KeyObject } from 'node:crypto';
import { firstBrokenLook, headSchema, lookLineSchema, noLooks } from '../vault/looks.ts';
import type { Row } from '../store/writes.ts';
import { skOf, sortRows, type Finding } from './finding.ts';

const person = 'PERSON';
const head = 'LOOKS';
const lineOf = (seq: number): string => `LOOK#${String(seq).padStart(8, '0')}`;

/** What is not as it was written of one person: who they are, and who looked at them. */
export const checkPerson = (key: KeyObject, pk: string, rows: readonly Row[]): readonly Finding[] => {
  const { sound, altered } = sortRows(key, pk, rows);
  const isThere = rows.some((row) => skOf(row) === person);
  const lines = sound.flatMap((row) =>
    skOf(row).startsWith('LOOK#') ? (lookLineSchema.safeParse(row).data ?? []) : [],
  );
  const headRow = sound.find((row) => skOf(row) === head);
  const newest = headRow ? headSchema.parse(headRow) : noLooks;
  const broken = firstBrokenLook(lines, newest);
  const older = broken !== undefined && lines.length > newest.seq;
  const isHeadAltered = altered.some(({ sk }) => sk === head);
  return [
    ...altered,
    ...(isThere ? [] : [{ pk, sk: person, fault: 'missing' } as const]),
    ...(broken === undefined || isHeadAltered || altered.length > 0
      ? []
      : [{ pk, sk: older ? head : lineOf(broken), fault: older ? 'older' : 'broken' } as const]),
  ];
};
