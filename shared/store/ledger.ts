import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { macOf } from '../aws/row-key.ts';
import { lineItem, toldSchema, type Line } from './items/line-item.ts';
import { versionRead } from './version-read.ts';
import type { Put, Row } from './writes.ts';

/** What every row holds beside its own, but what DynamoDB counts itself. */
export const authenticatedSchema = z.object({
  mac: z.string(),
  /** The MAC of the version that it replaced, where that was read. */
  after: z.string().optional(),
});

/** What the last event of a transaction holds beside its own: the rows that were written with it. */
export const tellingSchema = z.object({ wrote: toldSchema });

/** Kinds of rows whose every version is told, by an event or by a line, so that an older one or none is found out. */
export const toldKinds: ReadonlySet<unknown> = new Set([
  'case',
  'thread',
  'callback',
  'timer',
  'escalation',
  'rung',
  'step-record',
  'activity',
  'consent',
  'membership',
  'hours',
  'roster',
  'clinical-session',
]);

/** A put whose row carries its MAC, and the version that it replaces where that was read. */
type Authenticated = { readonly put: Put; readonly was: string | undefined };

const authenticate = (key: KeyObject, put: Put): Authenticated => {
  const was = versionRead(put.row);
  const row: Row = { ...put.row, ...(was !== undefined && { after: was }) };
  return { put: { ...put, row: { ...row, mac: macOf(key, row) } }, was };
};

const isEvent = ({ row }: Put): boolean => row['kind'] === 'event';
const isTold = ({ row }: Put): boolean => toldKinds.has(row['kind']);
const partitionOf = ({ row }: Put): string => String(row['pk']);

const versionsIn = (rows: readonly Authenticated[]): Line['wrote'] =>
  Object.fromEntries(rows.map(({ put: { row } }) => [String(row['sk']), String(row['mac'])]));

const replacedBy = (rows: readonly Authenticated[]): Line['was'] =>
  Object.fromEntries(rows.flatMap(({ put: { row }, was }) => (was === undefined ? [] : [[String(row['sk']), was]])));

/** Refused unless the version that was read still stands: a line names what it replaces. */
const whereRead = ({ put, was }: Authenticated): Put => {
  if (was === undefined) return put;
  const { when } = put;
  return {
    ...put,
    when: {
      expression: when ? `(${when.expression}) AND #mac = :mac` : '#mac = :mac',
      names: { ...when?.names, '#mac': 'mac' },
      values: { ...when?.values, ':mac': was },
    },
  };
};

/**
 * What a transaction puts, authenticated, in the same order. In each partition its last event tells of the rows beside it;
 * where there is no event, `lines` do.
 */
export const told = (
  key: KeyObject,
  puts: readonly Put[],
): { readonly puts: readonly Put[]; readonly lines: readonly Put[] } => {
  const lastEvents = new Map(puts.filter(isEvent).map((put) => [partitionOf(put), put]));
  const beside = new Map(puts.filter((put) => !isEvent(put)).map((put) => [put, authenticate(key, put)]));
  const toldIn = (pk: string): readonly Authenticated[] =>
    [...beside.values()].filter(({ put }) => isTold(put) && partitionOf(put) === pk);

  const authenticated = puts.map((put): Put => {
    const pk = partitionOf(put);
    const one = beside.get(put);
    if (one) return isTold(put) && !lastEvents.has(pk) ? whereRead(one) : one.put;
    const isLast = lastEvents.get(pk) === put;
    return authenticate(key, isLast ? { ...put, row: { ...put.row, wrote: versionsIn(toldIn(pk)) } } : put).put;
  });

  const partitions = new Set(puts.filter(isTold).map(partitionOf));
  const lines = [...partitions]
    .filter((pk) => !lastEvents.has(pk))
    .map((pk): Put => {
      const rows = toldIn(pk);
      const row = lineItem.toRow({ pk, wrote: versionsIn(rows), was: replacedBy(rows) });
      return authenticate(key, { name: 'line', table: rows[0]?.put.table ?? '', row }).put;
    });
  return { puts: authenticated, lines };
};
