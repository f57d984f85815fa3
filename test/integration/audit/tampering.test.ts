import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { firstFindings } from '../../../shared/audit/first-findings.ts';
import { liveIn, type LivedIn } from '../../support/audit/lived-in.ts';
import { openTables, pkOf, skOf, type OpenTables, type Placed, type Stored } from '../../support/audit/tables.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';

let system: System;
let tables: OpenTables;
let cases: LivedIn;
let early: readonly Placed[];
let before: readonly Placed[];
beforeAll(async () => {
  system = await startSystem();
  tables = await openTables(system);
  cases = await liveIn(system, async () => {
    early = await tables.all();
  });
  before = await tables.all();
}, 60_000);
afterAll(() => system.stop());
afterEach(() => tables.restore(before));

const casePk = ({ caseId }: { readonly caseId: string }): string => `CASE#${caseId}`;
const followed = (): string => casePk(cases.followed);
const other = (): string => casePk(cases.other);

const inPartition = (pk: string, from = before): readonly Placed[] => from.filter((one) => pkOf(one) === pk);
const rowAt = (pk: string, prefix: string, from = before): Placed => {
  const found = inPartition(pk, from).find((one) => skOf(one).startsWith(prefix));
  if (!found) throw new Error(`no ${prefix} in ${pk}`);
  return found;
};
const lastAt = (pk: string, prefix: string): Placed => {
  const found = inPartition(pk).findLast((one) => skOf(one).startsWith(prefix));
  if (!found) throw new Error(`no ${prefix} in ${pk}`);
  return found;
};
const youthOf = (pk: string): string => `YOUTH#${rowAt(pk, 'CASE').row['youthId']?.S ?? ''}`;
const text = (S: string) => ({ S });
const change = (one: Placed, row: Stored) => tables.put({ ...one, row: { ...one.row, ...row } });
const removeAll = async (rows: readonly Placed[]): Promise<void> => {
  for (const one of rows) await tables.remove(one);
};
const placeOf = (one: Placed): string => `${pkOf(one)} ${skOf(one)}`.trim();

/** Tampers, and says which row the audit is to name first. */
type Tampering = () => Promise<string>;

/** What somebody who can write the tables would do, and what a restored backup brings. */
const tamperings: Readonly<Record<string, Tampering>> = {
  'an event that says another did it': async () => {
    const event = rowAt(followed(), 'EVENT#00000003');
    await change(event, { actor: text('somebody-else') });
    return placeOf(event);
  },
  'an event that is gone': async () => {
    const event = rowAt(followed(), 'EVENT#00000004');
    await tables.remove(event);
    return placeOf(event);
  },
  'the tail of a chain cut, its head moved back': async () => {
    const last = lastAt(followed(), 'EVENT#');
    const { row } = rowAt(followed(), 'CASE');
    await tables.remove(last);
    const seq = Number(last.row['seq']?.N) - 1;
    const chain = { M: { seq: { N: String(seq) }, hash: last.row['previous'] ?? text('') } };
    await tables.put({ table: 'record', row: { ...row, chain } });
    return `${followed()} CASE`;
  },
  'the tail of a chain cut, the case row of that time put back': async () => {
    const then = rowAt(followed(), 'CASE', early);
    const seq = Number(then.row['chain']?.M?.['seq']?.N);
    await removeAll(
      inPartition(followed()).filter((one) => Number(one.row['seq']?.N) > seq && skOf(one).startsWith('EVENT#')),
    );
    await tables.put(then);
    const known = new Set(inPartition(followed(), early).map(skOf));
    const later = inPartition(followed()).find((one) => skOf(one).startsWith('ACTIVITY#') && !known.has(skOf(one)));
    return later ? placeOf(later) : '';
  },
  'a chain computed anew without its last event': async () => {
    const last = lastAt(followed(), 'EVENT#');
    await change(last, { type: text('case-reopened') });
    return placeOf(last);
  },
  'a consent that was never given': async () => {
    const consent = rowAt(followed(), 'CONSENT#');
    await change(consent, { state: text('withdrawn') });
    return placeOf(consent);
  },
  'a consent that is gone': async () => {
    const consent = rowAt(followed(), 'CONSENT#');
    await tables.remove(consent);
    return placeOf(consent);
  },
  'the content of a step put in place of another': async () => {
    const [one, two] = inPartition(followed()).filter((row) => skOf(row).startsWith('STEP#'));
    if (!one || !two) throw new Error('two steps');
    await change(one, { content: two.row['content'] ?? text('') });
    return placeOf(one);
  },
  'the content of an activity changed': async () => {
    const activity = rowAt(followed(), 'ACTIVITY#');
    await change(activity, { content: text('v1.AAAA') });
    return placeOf(activity);
  },
  'an activity that is gone': async () => {
    const activity = rowAt(followed(), 'ACTIVITY#');
    await tables.remove(activity);
    return placeOf(activity);
  },
  'a correction taken back': async () => {
    const struckOut = inPartition(followed()).find((one) => 'corrected' in one.row);
    if (!struckOut) throw new Error('a corrected activity');
    const { corrected: _corrected, ...row } = struckOut.row;
    await tables.put({ ...struckOut, row });
    return placeOf(struckOut);
  },
  'a look that is gone': async () => {
    const look = lastAt(youthOf(followed()), 'LOOK#');
    await tables.remove(look);
    return placeOf(look);
  },
  'a look that says another looked': async () => {
    const look = rowAt(youthOf(followed()), 'LOOK#');
    await change(look, { by: text('somebody-else') });
    return placeOf(look);
  },
  'looks forgotten, with their head': async () => {
    await removeAll(inPartition(youthOf(followed())).filter((one) => skOf(one).startsWith('LOOK')));
    const head = rowAt(youthOf(followed()), 'LOOKS', early);
    await tables.put(head);
    return `${youthOf(followed())} LOOK#00000001`;
  },
  'another person in place of one': async () => {
    const [one, two] = [rowAt(youthOf(followed()), 'PERSON'), rowAt(youthOf(other()), 'PERSON')];
    await change(one, { person: two.row['person'] ?? text('') });
    return placeOf(one);
  },
  'the case given to another worker': async () => {
    const row = rowAt(followed(), 'CASE');
    await change(row, { responsible: text(subOf('caseworker@nord')) });
    return placeOf(row);
  },
  'the case row of a fortnight ago': async () => {
    await tables.put(rowAt(followed(), 'CASE', early));
    return `${followed()} CASE`;
  },
  'the contact clock of a fortnight ago': async () => {
    await tables.put(rowAt(followed(), 'THREAD', early));
    return `${followed()} THREAD`;
  },
  'a contact clock that never comes up': async () => {
    const { attentionPk: _pk, attentionKey: _key, ...row } = rowAt(followed(), 'THREAD').row;
    await tables.put({ table: 'record', row });
    return `${followed()} THREAD`;
  },
  'a timer that is gone': async () => {
    const timer = rowAt(followed(), 'TIMER#');
    await tables.remove(timer);
    return placeOf(timer);
  },
  'a request for support that was never ended': async () => {
    const request = inPartition(followed()).find((one) => skOf(one).startsWith('ESCALATION#'));
    if (!request) throw new Error('a request');
    await change(request, { status: text('ended') });
    return placeOf(request);
  },
  'a row moved to another case': async () => {
    const activity = rowAt(followed(), 'ACTIVITY#');
    const moved = { ...activity, row: { ...activity.row, pk: text(other()), caseId: text(cases.other.caseId) } };
    await tables.put(moved);
    return placeOf(moved);
  },
  'a whole case that is gone, the person left': async () => {
    await removeAll(inPartition(followed()));
    return `${youthOf(followed())} PERSON`;
  },
  'a whole case copied under another name': async () => {
    for (const one of inPartition(followed())) await tables.put({ ...one, row: { ...one.row, pk: text('CASE#copy') } });
    return `CASE#copy EVENT#00000001`;
  },
  'the person of a case that is gone': async () => {
    const person = rowAt(youthOf(followed()), 'PERSON');
    await removeAll(inPartition(youthOf(followed())).filter((one) => one.table === 'identity'));
    return placeOf(person);
  },
  'the key of one youth for another': async () => {
    const key = before.find((one) => one.table === 'keys' && pkOf(one) === youthOf(followed()));
    const another = before.find((one) => one.table === 'keys' && pkOf(one) === youthOf(other()));
    if (!key || !another) throw new Error('two keys');
    await change(key, { wrapped: another.row['wrapped'] ?? text('') });
    return placeOf(key);
  },
  'rights that somebody never had': async () => {
    const row = rowAt(`MEMBER#${subOf('referrer@est')}`, 'MEMBER');
    await change(row, { role: text('coordinator') });
    return placeOf(row);
  },
  'rights as they were before they were taken': async () => {
    const row = rowAt(`MEMBER#${subOf('caseworker@est')}`, 'MEMBER', early);
    await tables.put(row);
    return placeOf(row);
  },
  'a member that is gone': async () => {
    const row = rowAt(`MEMBER#${subOf('caseworker@est')}`, 'MEMBER');
    await tables.remove(row);
    return placeOf(row);
  },
};

test('what the system itself wrote is as it was written', async () => {
  const { findings, destroyed, cases: count } = await tables.audit();
  expect(findings).toEqual([]);
  expect(destroyed).toEqual([]);
  expect(count).toBeGreaterThan(6);
});

test('a key that was destroyed is told, and is no tampering', async () => {
  const pk = youthOf(casePk(cases.ended));
  await removeAll(before.filter((one) => one.table === 'keys' && pkOf(one) === pk));
  expect(await tables.audit()).toMatchObject({ findings: [], destroyed: [pk] });
});

describe('a tampering is found, and its first bad event or row named:', () => {
  test.each(Object.entries(tamperings))('%s', async (_what, tamper) => {
    const place = await tamper();
    const named = firstFindings((await tables.audit()).findings).map(({ pk, sk }) => `${pk} ${sk}`.trim());
    expect(named).toContain(place);
  });
});
