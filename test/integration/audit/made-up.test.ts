import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { firstFindings } from '../../../shared/audit/first-findings.ts';
import { liveIn } from '../../support/audit/lived-in.ts';
import { openTables, pkOf, skOf, type OpenTables, type Placed } from '../../support/audit/tables.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
let tables: OpenTables;
let early: readonly Placed[];
let before: readonly Placed[];
beforeAll(async () => {
  system = await startSystem();
  tables = await openTables(system);
  await liveIn(system, async () => {
    early = await tables.all();
  });
  before = await tables.all();
}, 60_000);
afterAll(() => system.stop());

const kindOf = ({ row }: Placed): string => row['kind']?.S ?? 'person';

/** What expires, or decides nothing of a case: it may be gone, or stand as it did, and no more is said of it than its own MAC. */
const passing = ['draft', 'idempotency', 'receipt', 'notice', 'message', 'clinical-advice', 'asked-advice', 'line'];
const isLasting = (one: Placed): boolean =>
  one.table !== 'keys' && kindOf(one) !== 'allowance' && !passing.includes(kindOf(one));

const otherValue = (value: AttributeValue): AttributeValue => {
  if (value.S !== undefined) return { S: `${value.S}x` };
  if (value.N !== undefined) return { N: String(Number(value.N) + 1) };
  if (value.BOOL !== undefined) return { BOOL: !value.BOOL };
  return { S: 'another' };
};

/** What is done, by which rows it may be done to. Says which places the audit may name. */
type Deed = {
  readonly what: string;
  readonly rows: () => readonly Placed[];
  readonly tamper: (one: Placed, other: Placed, attribute: string) => Promise<readonly Placed[]>;
};

const ofPlace = (one: Placed): string => `${one.table} ${pkOf(one)} ${skOf(one)}`;
const written = (): readonly Placed[] => before.filter((one) => kindOf(one) !== 'allowance');
const at = ({ row: { pk, sk } }: Placed, { table, row }: Placed): Placed => ({
  table,
  row: { ...row, ...(pk && { pk }), ...(sk && { sk }) },
});

const deeds: readonly Deed[] = [
  {
    what: 'alter an attribute',
    rows: written,
    tamper: async (one, _other, attribute) => {
      const value = one.row[attribute];
      if (value) await tables.put({ ...one, row: { ...one.row, [attribute]: otherValue(value) } });
      return [one];
    },
  },
  {
    what: 'take an attribute away',
    rows: written,
    tamper: async (one, _other, attribute) => {
      const { [attribute]: _gone, ...row } = one.row;
      await tables.put({ ...one, row });
      return [one];
    },
  },
  {
    what: 'take an attribute from another row of the kind',
    rows: () =>
      written().filter((one) => written().some((other) => kindOf(other) === kindOf(one) && pkOf(other) !== pkOf(one))),
    tamper: async (one, other, attribute) => {
      const value = other.row[attribute];
      const isOther = value && JSON.stringify(value) !== JSON.stringify(one.row[attribute]);
      const named = isOther ? attribute : 'mac';
      const taken = isOther ? value : { S: 'another' };
      await tables.put({ ...one, row: { ...one.row, [named]: taken } });
      return [one];
    },
  },
  {
    what: 'delete',
    rows: () => before.filter(isLasting),
    tamper: async (one) => {
      await tables.remove(one);
      // Who looked at nobody is known by the next line, or by the head.
      return [one];
    },
  },
  {
    what: 'copy to another place',
    rows: written,
    tamper: async (one, other) => {
      const place =
        one.table === other.table ? at(other, one) : at(one, { ...one, row: { ...one.row, copied: { S: '' } } });
      const copy = ofPlace(place) === ofPlace(one) ? { ...place, row: { ...place.row, copied: { S: '' } } } : place;
      await tables.put(copy);
      return [copy];
    },
  },
  {
    what: 'put back an older version',
    rows: () => {
      const now = new Map(before.map((one) => [ofPlace(one), JSON.stringify(one.row)]));
      return early.filter(
        (one) => isLasting(one) && now.has(ofPlace(one)) && now.get(ofPlace(one)) !== JSON.stringify(one.row),
      );
    },
    tamper: async (one) => {
      await tables.put(one);
      return [one];
    },
  },
];

const tampering = fc.record({
  deed: fc.constantFrom(...deeds),
  row: fc.nat(),
  other: fc.nat(),
  attribute: fc.nat(),
});

const nth = <T>(all: readonly T[], index: number): T => {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('nothing to tamper with');
  return found;
};

/** A look that is gone is known by the head of its chain, a row by what tells of it. */
const isNamed = (named: ReadonlySet<string>, one: Placed): boolean => named.has(`${pkOf(one)} ${skOf(one)}`);

test('a hundred tamperings that are made up are found, and the row is named', async () => {
  await fc.assert(
    fc.asyncProperty(tampering, async ({ deed, row, other, attribute }) => {
      const one = nth(deed.rows(), row);
      const peers = before.filter((peer) => kindOf(peer) === kindOf(one) && pkOf(peer) !== pkOf(one));
      const names = Object.keys(one.row).filter((name) => name !== 'pk' && name !== 'sk');
      const changed = await deed.tamper(one, peers.length > 0 ? nth(peers, other) : one, nth(names, attribute));
      const { findings } = await tables.audit();
      await tables.restore(before);
      const named = new Set(firstFindings(findings).map(({ pk, sk }) => `${pk} ${sk}`));
      if (changed.every((each) => isNamed(named, each))) return;
      throw new Error(
        `${deed.what} ${changed.map(ofPlace).join(', ')} (${nth(names, attribute)}): ${[...named].join(', ') || 'nothing'}`,
      );
    }),
    { numRuns: 100 },
  );
  expect((await tables.audit()).findings).toEqual([]);
}, 180_000);
