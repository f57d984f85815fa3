import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { makeRowKey, rowKeyAlias } from '../../shared/aws/row-key.ts';
import { makeMembershipStore } from '../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import type { Runtime } from '../local/runtime.ts';
import { CallRefusedError } from './client.ts';
import { demoPeople } from './people.ts';
import { carryOn, nameOf, refer, type SeedCase } from './seed-case.ts';

type Place = {
  readonly recordTable: string;
  readonly awsClientConfig: () => object;
};

/**
 * Gives the demonstration's people their memberships in a new record, all at once. In one that has some of them already,
 * everybody stays as they are, and who was removed stays so. Says whether the record was new; `whenNew` is done before
 * anything is written.
 */
export const seedAccounts = async (
  { recordTable, awsClientConfig }: Place,
  whenNew: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> => {
  const client = new DynamoDBClient(awsClientConfig());
  const rowKey = makeRowKey({ kms: new KMSClient(awsClientConfig()), keyId: rowKeyAlias });
  const members = makeMembershipStore(makeRecordTable({ client, table: recordTable, rowKey }));
  const before = await Promise.all(demoPeople.map(({ membership }) => members.read(membership.sub)));
  if (before.some((one) => one !== undefined)) return false;
  await whenNew();
  await members.write(...demoPeople.map(({ membership }) => membership));
  return true;
};

type Settings = Runtime['settings'];

/** How many cases each organisation is to have, and no longer anything to do once they are there. */
const plan = 'demonstration';
const finished = 'finished';
/** When the referral of a case was received, then that the case is finished. */
const markOf = (one: SeedCase): string => `${plan} ${nameOf(one)}`;

/** Keeps how many cases the demonstration is to have, so that one which is interrupted is carried on as it was begun. */
export const planCases = (settings: Settings, cases: number): Promise<void> => settings.write(plan, String(cases));

/** A refusal that another try would meet again: somebody was there first, or does not want it. */
const isFinal = (error: unknown): boolean =>
  error instanceof CallRefusedError && error.status < 500 && error.status !== 429;

type Seeding = Pick<Runtime, 'apiUrl' | 'settings'> & {
  /** Takes one line about a call that was refused or failed. */
  readonly log: (line: string) => void;
};

const seedCase = async ({ apiUrl, settings }: Seeding, one: SeedCase): Promise<void> => {
  const mark = settings.read(markOf(one));
  if (mark === finished) return;
  const receivedAt = mark ?? (await refer(apiUrl, one));
  await settings.write(markOf(one), receivedAt);
  await carryOn(apiUrl, one, receivedAt);
};

const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');

/**
 * Puts the cases that were planned at different steps into the record, through the public API, beside the people who work
 * there: it touches no case but its own, and leaves one of them to whoever was first. What an earlier process made is not
 * made again. It never fails: what cannot be done now is done at the next start.
 */
export const seedCases = async (seeding: Seeding): Promise<void> => {
  const { settings, log } = seeding;
  const planned = settings.read(plan);
  if (planned === undefined || planned === finished) return;
  const numbers = [...Array(Number(planned)).keys()];
  const cases = ['est', 'nord'].flatMap((organisation) => numbers.map((n) => ({ organisation, n })));
  try {
    for (const one of cases) {
      try {
        await seedCase(seeding, one);
      } catch (error) {
        if (!isFinal(error)) throw error;
        log(`démonstration, dossier laissé tel quel / demonstration, case left as it is: ${said(error)}`);
      }
      await settings.write(markOf(one), finished);
    }
    await settings.write(plan, finished);
  } catch (error) {
    log(`démonstration, la suite au prochain départ / demonstration, goes on at the next start: ${said(error)}`);
  }
};
