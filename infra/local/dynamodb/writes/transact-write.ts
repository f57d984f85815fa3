import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { CapacityMeter, readUnits } from '../capacity.ts';
import { invalid } from '../errors.ts';
import { capacityMode, has, list, type Members, optionalText, structure } from '../request/members.ts';
import type { Items } from '../store/items.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { readConditionCheck, readDelete, readPut, readUpdate } from './read-write.ts';
import { refuseSamePlace } from './same-place.ts';
import { fingerprintOf, type Tokens } from './tokens.ts';
import type { RunWrite, Write } from './write.ts';

type Deps = {
  readonly tables: Catalogue;
  readonly turns: Turns;
  readonly run: RunWrite;
  readonly tokens: Tokens;
  readonly items: Items;
};
type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: unknown };

const maxActions = 100;
const maxPayload = 4 * 1024 * 1024;
const readers = { Put: readPut, Update: readUpdate, Delete: readDelete, ConditionCheck: readConditionCheck } as const;
const actions = Object.keys(readers) as readonly (keyof typeof readers)[];

const readAction = (tables: Catalogue, one: Members): Write => {
  const [action, ...others] = actions.filter((name) => has(one, name));
  if (!action || others.length > 0) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return readers[action](tables, structure(one, action));
};

/** TransactWriteItems: all of its actions in one turn, or none of them. */
export const makeTransactWrite =
  ({ tables, turns, run, tokens, items }: Deps): Operation =>
  async (input) => {
    const all = list(input, 'TransactItems');
    const mode = capacityMode(input);
    if (all.length === 0 || all.length > maxActions) throw wrongCount(all.length);
    const writes = all.map((one) => readAction(tables, one));
    refuseSamePlace(writes, 'Transaction request cannot include multiple operations on one item');
    refuseLarge(writes);
    const token = optionalText(input, 'ClientRequestToken');
    const fingerprint = token === undefined ? '' : fingerprintOf(all);
    const meter = new CapacityMeter(2);
    const repeated = await turns(() => {
      if (token !== undefined && tokens.isRepeated(token, fingerprint)) return true;
      runAll(writes, run, meter);
      return false;
    });
    // A repeated request only reads.
    if (repeated)
      for (const { table, place } of writes) meter.add(table, readUnits(items.get(table.id, place)?.size ?? 0, true));
    return { ...(mode !== 'NONE' && { ConsumedCapacity: meter.report(mode, repeated ? 'Read' : 'Write') }) };
  };

const refuseLarge = (writes: readonly Write[]): void => {
  const payload = writes.reduce((sum, write) => sum + write.payload, 0);
  if (payload > maxPayload) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${payload}`);
};

const wrongCount = (count: number): AwsError =>
  invalid(
    `1 validation error detected: Value '[${count} actions]' at 'transactItems' failed to satisfy constraint: ` +
      `Member must have length ${count === 0 ? 'greater than or equal to 1' : `less than or equal to ${maxActions}`}`,
  );

/** Every action is tried, so that the answer names all that refuse; the turn's savepoint undoes the others. */
const runAll = (writes: readonly Write[], run: RunWrite, meter: CapacityMeter): void => {
  const reasons = writes.map((write): Reason => {
    try {
      run(write, meter);
      return { Code: 'None' };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return reasonOf(error);
    }
  });
  if (reasons.every(({ Code }) => Code === 'None')) return;
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { members: { CancellationReasons: reasons } },
  );
};

const reasonOf = (error: AwsError): Reason =>
  error.code === 'ConditionalCheckFailedException'
    ? { Code: 'ConditionalCheckFailed', Message: error.message, ...error.members }
    : { Code: 'ValidationError', Message: error.message };
