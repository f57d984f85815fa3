import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Membership } from '../../../shared/access/membership.ts';
import { usualHours, type OnCall } from '../../../shared/domain/team/organisation.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { hoursItem, rosterItem } from '../../../shared/store/items/organisation-items.ts';
import { makeRecordTable, type RecordTable } from '../../../shared/store/record-table.ts';
import type { Row } from '../../../shared/store/writes.ts';
import { makeTeamStore } from '../../../shared/store/team-store.ts';
import { openDynamoDb, tables } from '../../support/protocol/record.ts';
import { oneRowKey } from '../../support/vault.ts';

const now = '2026-03-11T12:00:00.000Z';

const person = (sub: string, over: Partial<Membership> = {}): Membership => ({
  sub,
  name: sub,
  role: 'caseworker',
  organisation: 'est',
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
  ...over,
});

const shift = (entryId: string, from: string, until: string): OnCall => ({
  entryId,
  organisation: 'est',
  unit: 'soutien',
  sub: 'worker',
  from: `2026-03-${from}:00.000Z`,
  until: `2026-03-${until}:00.000Z`,
});

let table: RecordTable;
const put = (row: Row): Promise<void> => table.transact([{ name: 'row', table: table.table, row }]);

beforeAll(async () => {
  const newClient = await openDynamoDb();
  table = makeRecordTable({ client: newClient(), table: tables.record, rowKey: oneRowKey });
  const members = makeMembershipStore(table);
  const direction = { unit: 'direction', kind: 'program' } as const;
  await members.write(person('worker'));
  await members.write(person('coordinator', { role: 'coordinator' }));
  await members.write(person('director', { role: 'director', mandate: direction }));
  await members.write(person('director-by-name', { role: 'director', mandate: { unit: 'justice', kind: 'judicial' } }));
  await members.write(person('other-unit', { mandate: { unit: 'justice', kind: 'support' } }));
  await members.write(person('other-place', { organisation: 'nord' }));
  for (let n = 0; n < 120; n += 1) await members.write(person(`w${n}`, { organisation: 'grand' }));
});

const readTeam = (organisation = 'est') => makeTeamStore(table).read(organisation, 'soutien', now);

describe('a team', () => {
  test('is the mandate’s members and the direction, of that organisation only', async () => {
    const { members } = await readTeam();
    expect(members.map(({ sub }) => sub)).toEqual(['worker', 'coordinator', 'director']);
  });

  test('of more than a hundred people is whole', async () => {
    expect((await readTeam('grand')).members).toHaveLength(120);
  });

  test('works from nine to five, and has nobody on call, until somebody says otherwise', async () => {
    expect(await readTeam('nord')).toMatchObject({ hours: usualHours, onCall: [] });
    expect(await makeTeamStore(table).hours('nord')).toEqual(usualHours);
  });

  test('has the hours and the roster that it was given, less what is over', async () => {
    const hours = { opens: '08:00', closes: '18:30' };
    const entries = [
      shift('over', '10T22:00', '11T12:00'),
      shift('running', '11T12:00', '12T12:00'),
      shift('to-come', '12T22:00', '13T12:00'),
    ];
    await put(hoursItem.toRow({ organisation: 'est', hours }));
    await put(rosterItem.toRow({ organisation: 'est', unit: 'soutien', version: 1, entries }));
    const team = await readTeam();
    expect(team.hours).toEqual(hours);
    expect(team.onCall.map(({ entryId }) => entryId)).toEqual(['running', 'to-come']);
  });
});

describe('the calendar of an organisation', () => {
  test('has its hours, and asks for them once a minute at most', async () => {
    const asked: string[] = [];
    const team = {
      hours: (organisation: string) => {
        asked.push(organisation);
        return Promise.resolve({ opens: '07:00', closes: '15:00' });
      },
    };
    const calendars = openCalendars({ team });
    expect((await calendars.of('est')).id).toBe('quebec-1/07:00-15:00');
    await calendars.of('est');
    await calendars.of('nord');
    expect(asked).toEqual(['est', 'nord']);
  });
});
