import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { ProblemError } from '../api/problem.ts';
import { batchGet } from '../aws/batch-get.ts';
import { reasonsOf } from '../aws/no-room.ts';
import { pauseWithJitter, type Pause } from '../aws/pause.ts';
import { macOf, type RowKey } from '../aws/row-key.ts';
import { transactWrite } from '../aws/transact-write.ts';
import { initialsOf } from '../domain/initials.ts';
import { personSchema, type Person } from '../domain/person.ts';
import { glancesAfter, hasGlanced, headSchema, lineAfter, noLooks, type Look, type LooksHead } from './looks.ts';
import type { Vault } from './vault.ts';

type Dependencies = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Authenticates the looks that are recorded. */
  readonly rowKey: RowKey;
  readonly vault: Vault;
  readonly pause?: Pause;
};

type Row = Readonly<Record<string, unknown>>;

/** Row of a youth: the person, sealed. */
export const personRowSchema = z.object({ person: z.string() });
/** Tries to be the next who looks, and milliseconds between two at most. */
const attempts = 12;
const longest = 100;
const digits = 8;

const pkOf = (youthId: string): string => `YOUTH#${youthId}`;
const personKey = (youthId: string) => ({ pk: pkOf(youthId), sk: 'PERSON' });
const headKey = (youthId: string) => ({ pk: pkOf(youthId), sk: 'LOOKS' });

/**
 * Who the youths are: a table of its own, sealed, which only the functions that need it can reach. Every look is recorded
 * before it is answered, in a chain of its own, so that looking never contends with working.
 */
export const makeIdentity = ({ client, table, rowKey, vault, pause = pauseWithJitter }: Dependencies) => {
  const readRows = async (
    youthId: string,
  ): Promise<{ readonly sealed: string | undefined; readonly head: LooksHead }> => {
    const keys = [marshall(personKey(youthId)), marshall(headKey(youthId))];
    const rows: readonly Row[] = (await batchGet({ client, table, keys, pause })).map((item) => unmarshall(item));
    const person = rows.find(({ sk }) => sk === 'PERSON');
    const head = rows.find(({ sk }) => sk === 'LOOKS');
    return { sealed: person && personRowSchema.parse(person).person, head: head ? headSchema.parse(head) : noLooks };
  };

  const record = async (youthId: string, head: LooksHead, look: Look, day: string | undefined): Promise<void> => {
    const line = lineAfter(head, look);
    const { seq, hash } = line;
    const glances = day === undefined ? head.glances : glancesAfter(head, look, day);
    const newHead = { ...headKey(youthId), seq, hash, ...(glances && { glances }) };
    const isNews = {
      ConditionExpression: 'attribute_not_exists(pk) OR seq = :seq',
      ExpressionAttributeValues: marshall({ ':seq': head.seq }),
    };
    const newLine = { pk: pkOf(youthId), sk: `LOOK#${String(seq).padStart(digits, '0')}`, ...line };
    const key = await rowKey();
    const authenticated = (row: Row) => marshall({ ...row, mac: macOf(key, row) });
    const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    await transactWrite(
      client,
      [
        { Put: { TableName: table, Item: authenticated(newHead), ...isNews } },
        { Put: { TableName: table, Item: authenticated(newLine), ...isNew } },
      ],
      pause,
    );
  };

  /** Whether the look stands on record now; not when somebody else looked in between. */
  const isRecorded = async (youthId: string, head: LooksHead, look: Look, day?: string): Promise<boolean> => {
    try {
      await record(youthId, head, look, day);
      return true;
    } catch (error) {
      const codes = reasonsOf(error);
      if (codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict')) return false;
      throw error;
    }
  };

  /** The person, once the look is on record; a glance that is already, on `day`, is not recorded again. */
  const look = async (youthId: string, by: Look, day?: string): Promise<Person | undefined> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { sealed, head } = await readRows(youthId);
      if (sealed === undefined) return undefined;
      const isKnown = day !== undefined && hasGlanced(head, by, day);
      if (isKnown || (await isRecorded(youthId, head, by, day)))
        return personSchema.parse(await vault.open(youthId, ['person', youthId], sealed));
      await sleep(Math.random() * Math.min(longest, 5 * 2 ** attempt));
    }
    throw new ProblemError('busy');
  };

  return {
    table,

    /** The row of a new youth, for the transaction that opens the case. */
    toRow: async (youthId: string, person: Person): Promise<Row> => ({
      ...personKey(youthId),
      person: await vault.seal(youthId, ['person', youthId], person),
    }),

    /** The person, once the look is on record. @throws ProblemError `busy`, `content-destroyed`; or as the SDK does */
    read: (youthId: string, by: Look): Promise<Person | undefined> => look(youthId, by),

    /**
     * The initials of the name used. They are a look as well, recorded once a day for each viewer and case: a list that is
     * opened ten times says no more than one that is opened once. `day` is where the viewer is, as `2026-03-09`.
     * @throws ProblemError `busy`, `content-destroyed`; or as the SDK does
     */
    glance: async (youthId: string, by: Omit<Look, 'what'>, day: string): Promise<string | undefined> => {
      const person = await look(youthId, { ...by, what: 'initials' }, day);
      return person && initialsOf(person.name);
    },
  };
};

export type Identity = ReturnType<typeof makeIdentity>;
