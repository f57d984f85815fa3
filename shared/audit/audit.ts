import type { KeyObject } from 'node:crypto';
import type { Membership } from '../access/membership.ts';
import { partitionAt, partitionsOf, type Partition, type Source } from '../aws/partitions.ts';
import { pauseWithJitter, type Pause } from '../aws/pause.ts';
import { macOf, type RowKey } from '../aws/row-key.ts';
import { fromAttributes } from '../store/attributes.ts';
import { membershipItem } from '../store/items/membership-item.ts';
import type { Row } from '../store/writes.ts';
import { forgotten, headsIn, type Heads } from './heads.ts';
import { checkPartition } from './check-partition.ts';
import { checkPerson } from './check-person.ts';
import { skOf, sortRows, type Finding } from './finding.ts';

export type Tables = { readonly record: string; readonly identity: string; readonly keys: string };

type Dependencies = {
  readonly client: Source['client'];
  readonly tables: Tables;
  readonly rowKey: RowKey;
  readonly pause?: Pause;
};

export type Audit = {
  readonly cases: number;
  readonly rows: number;
  /** What is wrong, partition by partition, the first bad event or row of each first. */
  readonly findings: readonly Finding[];
  /** Partition keys of youths whose data key was destroyed: what was written about them can never be read again. */
  readonly destroyed: readonly string[];
  /** Who administers, by rows that are as they were written. */
  readonly administrators: readonly Membership[];
  /** Whose a partition is, by a row that is as it was written; `undefined` where none says it. */
  readonly organisationOf: (pk: string) => string | undefined;
  /** What a root is made over. */
  readonly heads: Heads;
};

type Check = (key: KeyObject, pk: string, rows: readonly Row[]) => readonly Finding[];

/** What is written while it is read is read again: a scan is no snapshot. */
const rechecks = 4;

const casePrefix = 'CASE#';
const youthPrefix = 'YOUTH#';

/** The row; one that holds what no row of ours does is left with its place, so that it counts as altered. */
const rowOf = (attributes: Partition['rows'][number]): Row => {
  try {
    return fromAttributes(attributes);
  } catch {
    return { pk: attributes['pk']?.S, sk: attributes['sk']?.S };
  }
};

const checkKey: Check = (key, pk, rows) => sortRows(key, pk, rows).altered;

/** The youth of a case, as a partition key. */
const youthIn = (rows: readonly Row[]): string | undefined => {
  const youthId = rows.find((row) => skOf(row) === 'CASE')?.['youthId'];
  return typeof youthId === 'string' ? `${youthPrefix}${youthId}` : undefined;
};

const organisationIn = (key: KeyObject, rows: readonly Row[]): string | undefined =>
  rows.flatMap((row) =>
    typeof row['organisation'] === 'string' && row['mac'] === macOf(key, row) ? [row['organisation']] : [],
  )[0];

/** Reads all three tables and finds what is not as it was written. */
export const makeAudit = ({ client, tables, rowKey, pause = pauseWithJitter }: Dependencies) => {
  const certain = async (table: string, { pk, rows }: Partition, check: Check): Promise<readonly Finding[]> => {
    const key = await rowKey();
    let findings = check(key, pk, rows.map(rowOf));
    for (let tried = 1; findings.length > 0 && tried <= rechecks; tried += 1) {
      await pause(tried);
      const again = await partitionAt({ client, table }, pk);
      findings = again.rows.length === 0 ? [] : check(key, pk, again.rows.map(rowOf));
    }
    return findings;
  };

  /** What stood at the head of partitions at an earlier time, and is in no history of theirs now. */
  const forgottenSince = async (before: Heads): Promise<readonly Finding[]> => {
    const key = await rowKey();
    const findings: Finding[] = [];
    const byPartition = Map.groupBy(Object.entries(before), ([place]) => place.slice(0, place.lastIndexOf(' ')));
    for (const [pk, heads] of byPartition) {
      const table = pk.startsWith(youthPrefix) ? tables.identity : tables.record;
      const { rows } = await partitionAt({ client, table }, pk);
      findings.push(...forgotten(key, { pk, rows: rows.map(rowOf), heads: Object.fromEntries(heads) }));
    }
    return findings;
  };

  /** @param before the heads of a root: what stood then is looked for in what stands now */
  return async (before: Heads = {}): Promise<Audit> => {
    const findings: Finding[] = [];
    const heads: Record<string, string> = {};
    let rows = 0;
    const each = async (table: string, check: Check, seen: (partition: Partition) => void): Promise<void> => {
      for await (const partition of partitionsOf({ client, table })) {
        rows += partition.rows.length;
        seen(partition);
        Object.assign(heads, headsIn(partition.pk, partition.rows.map(rowOf)));
        findings.push(...(await certain(table, partition, check)));
      }
    };

    // In this order, whoever is new meanwhile is not taken for somebody without a case, nor without a key.
    const persons = new Set<string>();
    await each(tables.identity, checkPerson, ({ pk }) => persons.add(pk));
    const youths = new Set<string>();
    const cases = new Set<string>();
    const members: Row[] = [];
    const organisations = new Map<string, string | undefined>();
    const key = await rowKey();
    await each(tables.record, checkPartition, ({ pk, rows: attributes }) => {
      const found = attributes.map(rowOf);
      members.push(...found.filter(({ kind }) => kind === membershipItem.kind));
      const organisation = organisationIn(key, found);
      organisations.set(pk, organisation);
      if (!pk.startsWith(casePrefix)) return;
      cases.add(pk);
      const youth = youthIn(found);
      if (youth === undefined) return;
      youths.add(youth);
      organisations.set(youth, organisation);
    });
    const withKey = new Set<string>();
    await each(tables.keys, checkKey, ({ pk }) => (pk.startsWith(youthPrefix) ? withKey.add(pk) : withKey));

    for (const pk of [...youths].filter((youth) => !persons.has(youth))) {
      const { rows: found } = await partitionAt({ client, table: tables.identity }, pk);
      if (found.length === 0) findings.push({ pk, sk: 'PERSON', fault: 'missing' });
    }
    const strangers = [...new Set([...persons, ...withKey])].filter((pk) => !youths.has(pk));
    for (const pk of strangers) {
      const isNew = withKey.has(pk) && !persons.has(pk);
      if (!isNew) findings.push({ pk, sk: 'PERSON', fault: 'unknown' });
    }
    findings.push(...(await forgottenSince(before)));
    return {
      heads,
      cases: cases.size,
      rows,
      findings,
      destroyed: [...youths].filter((pk) => !withKey.has(pk)),
      administrators: members
        .filter((row) => row['mac'] === macOf(key, row))
        .flatMap((row) => membershipItem.readRow(row)?.value ?? [])
        .filter(({ role }) => role === 'administrator'),
      organisationOf: (pk) => organisations.get(pk),
    };
  };
};
