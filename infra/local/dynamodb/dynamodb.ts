import type { DatabaseSync } from 'node:sqlite';
import type { AwsService, Operation } from '../aws/aws-service.ts';
import type { Clock } from '../clock/clock.ts';
import type { Turns } from '../sqlite/group-commit.ts';
import { asAwsError } from './errors.ts';
import { makeGets } from './reads/gets.ts';
import { makeQuery } from './reads/query.ts';
import { makeScan } from './reads/scan.ts';
import { makeExpiry } from './store/expiry.ts';
import { makeIndexRows } from './store/index-rows.ts';
import { makeItems } from './store/items.ts';
import { makeLateIndexRows } from './store/late-index-rows.ts';
import { makeRows } from './store/rows.ts';
import { createSchema } from './store/schema.ts';
import { makeCatalogue } from './tables/catalogue.ts';
import type { TableSpec } from './tables/table.ts';
import { makeTableRows } from './tables/table-rows.ts';
import { makeTableOperations } from './tables/table-operations.ts';
import { makeBatchWrite } from './writes/batch-write.ts';
import { makeSingleWrites } from './writes/single-writes.ts';
import { makeTokens } from './writes/tokens.ts';
import { makeTransactWrite } from './writes/transact-write.ts';
import { makeRunWrite } from './writes/write.ts';

export type DynamoDbOptions = {
  readonly db: DatabaseSync;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  /** Index rows become visible after a random delay up to this many milliseconds (0 = at once), as on AWS. */
  readonly indexDelay?: number;
  /** Called in the turn that removes an item. */
  readonly noteErased?: () => void;
};

export type DynamoDb = AwsService & {
  /** Creates a table, or verifies its keys and brings its indexes and time to live to the specification. @throws ValidationException */
  readonly ensureTable: (spec: TableSpec) => Promise<void>;
};

const guarded =
  (operation: (input: Parameters<Operation>[0]) => object | Promise<object>): Operation =>
  async (input) => {
    try {
      return await operation(input);
    } catch (error) {
      throw asAwsError(error);
    }
  };

/** DynamoDB's JSON protocol over one SQLite database: items, indexes and transactions commit in one turn each. */
export const makeDynamoDb = (options: DynamoDbOptions): DynamoDb => {
  const { db, turns, clock, region, account, indexDelay = 0, noteErased = () => {} } = options;
  createSchema(db);
  const items = makeItems(db, noteErased);
  const indexRows = makeLateIndexRows({ db, turns, clock, rows: makeIndexRows(db), delay: indexDelay });
  const noteExpiry = (seconds: number) => {
    expiry.note(seconds);
  };
  const tables = makeCatalogue(turns, makeTableRows({ db, now: clock.now, items, indexRows, noteExpiry }));
  const run = makeRunWrite({ items, indexRows, noteExpiry });
  const expiry = makeExpiry({ db, turns, clock, tables, run });
  const tokens = makeTokens(db, clock.now);
  const rows = makeRows(db);

  const operations = {
    ...makeTableOperations({ tables, items, region, account }),
    ...makeGets({ tables, items }),
    Query: makeQuery({ tables, rows }),
    Scan: makeScan({ tables, rows }),
    ...makeSingleWrites({ tables, turns, run }),
    BatchWriteItem: makeBatchWrite({ tables, turns, run }),
    TransactWriteItems: makeTransactWrite({ tables, turns, run, tokens, items }),
  };

  return {
    target: 'DynamoDB_20120810',
    jsonVersion: '1.0',
    operations: Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, guarded(operation)])),
    ensureTable: async (spec) => {
      try {
        await tables.ensure(spec);
      } catch (error) {
        throw asAwsError(error);
      }
    },
  };
};

export type { TableSpec } from './tables/table.ts';
