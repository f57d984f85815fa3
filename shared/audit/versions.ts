import { eventItem } from '../store/items/case-parts.ts';
import { lineItem } from '../store/items/line-item.ts';
import { tellingSchema, toldKinds } from '../store/ledger.ts';
import type { Row } from '../store/writes.ts';
import { skOf, type Finding } from './finding.ts';

/** What events and lines tell of the rows beside them. */
export type Versions = {
  /** Whether a version was ever that of this row. */
  readonly isKnown: (sk: string, mac: unknown) => boolean;
  /** Sort keys of all rows that were written. */
  readonly places: ReadonlySet<string>;
  /** Whether a version is the one that stands now. */
  readonly stands: (sk: string, mac: unknown) => boolean;
};

const isRung = (sk: string): boolean => sk.startsWith('RUNG#');
const linkOf = (sk: string, mac: string): string => `${sk} ${mac}`;

/**
 * The versions of rows, by what is told of them. Events have an order; lines follow from one another, and from an event, by
 * the version that each replaced. Nobody reads a rung before it is recorded once more, so that any of its versions stands.
 */
export const versionsIn = (rows: readonly Row[]): Versions => {
  const known = new Map<string, Set<string>>();
  const note = (sk: string, mac: string): void => {
    known.set(sk, (known.get(sk) ?? new Set()).add(mac));
  };
  const last = new Map<string, string>();
  const begun = new Map<string, string[]>();
  const replaced = new Map<string, string>();

  for (const row of rows.filter(({ kind }) => kind === eventItem.kind)) {
    for (const [sk, mac] of Object.entries(tellingSchema.safeParse(row).data?.wrote ?? {})) {
      note(sk, mac);
      last.set(sk, mac);
    }
  }
  for (const row of rows.filter(({ kind }) => kind === lineItem.kind)) {
    const { wrote = {}, was = {} } = lineItem.readRow(row)?.value ?? {};
    for (const [sk, mac] of Object.entries(wrote)) {
      note(sk, mac);
      const before = was[sk];
      if (before === undefined) begun.set(sk, [...(begun.get(sk) ?? []), mac]);
      else replaced.set(linkOf(sk, before), mac);
    }
  }

  const newestFrom = (sk: string, mac: string): string => {
    let newest = mac;
    for (let next = replaced.get(linkOf(sk, newest)); next !== undefined; next = replaced.get(linkOf(sk, newest)))
      newest = next;
    return newest;
  };
  const isKnown = (sk: string, mac: unknown): boolean => known.get(sk)?.has(String(mac)) ?? false;

  return {
    isKnown,
    places: new Set(known.keys()),
    stands: (sk, mac) => {
      if (isRung(sk)) return isKnown(sk, mac);
      const ofEvents = last.get(sk);
      const starts = ofEvents === undefined ? (begun.get(sk) ?? []) : [ofEvents];
      return starts.some((start) => newestFrom(sk, start) === mac);
    },
  };
};

/** Rows that are missing, older than what is told of them, or told of by nothing. */
export const untoldIn = (pk: string, rows: readonly Row[], versions: Versions): readonly Finding[] => {
  const there = new Map(rows.map((row) => [skOf(row), row]));
  const missing = [...versions.places]
    .filter((sk) => !there.has(sk))
    .map((sk): Finding => ({ pk, sk, fault: 'missing' }));
  const others = rows
    .filter((row) => toldKinds.has(row['kind']) && !versions.stands(skOf(row), row['mac']))
    .map((row): Finding => {
      const sk = skOf(row);
      return { pk, sk, fault: versions.isKnown(sk, row['mac']) ? 'older' : 'untold' };
    });
  return [...missing, ...others];
};
