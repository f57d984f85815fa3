import type { KeyObject } from 'node:crypto';
import { firstBreak, genesis } from '../cases/chain.ts';
import type { Case } from '../domain/case/case.ts';
import { caseItem } from '../store/items/case-item.ts';
import { eventItem } from '../store/items/case-parts.ts';
import { keys } from '../store/keys.ts';
import type { Row } from '../store/writes.ts';
import { skOf, sortRows, type Finding } from './finding.ts';
import { untoldIn, versionsIn } from './versions.ts';

const casePrefix = 'CASE#';

const eventsIn = (rows: readonly Row[]) => rows.flatMap((row) => eventItem.readRow(row)?.value ?? []);

const caseIn = (rows: readonly Row[]): Case | undefined => {
  const row = rows.find((each) => skOf(each) === keys.case('').sk);
  return row && caseItem.readRow(row)?.value;
};

/** The first event that does not follow, or is not there; the case row says up to where there are any. */
const brokenEvent = (pk: string, rows: readonly Row[]): readonly Finding[] => {
  const events = eventsIn(rows.filter(({ kind }) => kind === eventItem.kind));
  const { seq = 0, hash = genesis.hash } = events.at(-1) ?? {};
  const head = caseIn(rows)?.chain;
  // With more events than the case knows of, it is the case that is older.
  const broken = firstBreak(events, head && head.seq > seq ? head : { seq, hash });
  return broken === undefined ? [] : [{ pk, sk: keys.event('', broken).sk, fault: 'broken' }];
};

const isEvent = ({ sk }: Finding): boolean => sk.startsWith('EVENT#');

/**
 * What is not as it was written among the rows of one partition of the record: the first bad event, else the rows, in their
 * order. Behind an event that cannot be believed, what it told of the others is not believed either.
 */
export const checkPartition = (key: KeyObject, pk: string, rows: readonly Row[]): readonly Finding[] => {
  const { sound, altered } = sortRows(key, pk, rows);
  const broken = pk.startsWith(casePrefix) ? brokenEvent(pk, sound) : [];
  const events = [...altered.filter(isEvent), ...broken].sort((a, b) => (a.sk < b.sk ? -1 : 1)).slice(0, 1);
  const others = altered.filter((finding) => !isEvent(finding));
  if (events.length > 0) return [...events, ...others];
  const untold = untoldIn(pk, sound, versionsIn(sound)).filter(({ sk }) => !others.some((other) => other.sk === sk));
  return [...others, ...untold];
};
