import type { KeyObject } from 'node:crypto';
import { lookLineSchema } from '../vault/looks.ts';
import type { Row } from '../store/writes.ts';
import { skOf, sortRows, type Finding } from './finding.ts';
import { versionsIn } from './versions.ts';

/** What stands at the head of each partition, by the place of its row: what a root is made over. */
export type Heads = Readonly<Record<string, string>>;

const person = 'PERSON';
const looks = 'LOOKS';
/** Rows that move with all that is written beside them. */
const versioned: ReadonlySet<string> = new Set(['CASE', 'THREAD', 'MEMBER', 'HOURS', person]);
const isVersioned = (sk: string): boolean => versioned.has(sk) || sk.startsWith('ROSTER#');

const lookOf = ({ seq, hash }: { readonly seq?: unknown; readonly hash?: unknown }): string =>
  `${String(seq)} ${String(hash)}`;

/** The heads among rows of one partition. */
export const headsIn = (pk: string, rows: readonly Row[]): Heads =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const sk = skOf(row);
      if (sk === looks) return [[`${pk} ${sk}`, lookOf(row)] as const];
      return isVersioned(sk) ? [[`${pk} ${sk}`, String(row['mac'])] as const] : [];
    }),
  );

/** Heads of an earlier time that the rows of a partition, as they stand now, do not come from. */
export const forgotten = (
  key: KeyObject,
  { pk, rows, heads }: { readonly pk: string; readonly rows: readonly Row[]; readonly heads: Heads },
): readonly Finding[] => {
  const { sound } = sortRows(key, pk, rows);
  const versions = versionsIn(sound);
  const lines = new Set(sound.flatMap((row) => lookLineSchema.safeParse(row).data ?? []).map(lookOf));
  const isKnown = (sk: string, head: string): boolean => {
    if (sk === looks) return lines.has(head);
    return sk === person ? sound.some((row) => skOf(row) === sk && row['mac'] === head) : versions.isKnown(sk, head);
  };
  return Object.entries(heads).flatMap(([place, head]): Finding[] => {
    const sk = place.slice(pk.length + 1);
    if (!place.startsWith(`${pk} `) || isKnown(sk, head)) return [];
    return [{ pk, sk, fault: rows.length === 0 ? 'missing' : 'older' }];
  });
};
