import type { Step } from './operations.ts';
import { bag } from './normal-form.ts';
import type { Answer, Json } from './sides.ts';

/** A difference that is meant: DynamoDB Local is known to answer other than the service, or messages differ by design. */
type Exception = {
  readonly why: string;
  readonly operations: readonly string[];
  /** Takes the difference out of an answer of either side. */
  readonly smooth: (answer: Answer, input: Json) => Answer;
};

const onOutput =
  (change: (output: Json) => Json) =>
  (answer: Answer): Answer =>
    answer.is === 'output' ? { is: 'output', output: change(answer.output) } : answer;

const without = (name: string) => onOutput(({ [name]: _, ...rest }) => rest);

const onlyUnits = (capacity: unknown): unknown => {
  if (Array.isArray(capacity)) return capacity.map(onlyUnits);
  if (typeof capacity !== 'object' || capacity === null) return capacity;
  return Object.fromEntries(
    Object.entries(capacity)
      .filter(([name]) => name !== 'ReadCapacityUnits' && name !== 'WriteCapacityUnits')
      .map(([name, inner]) => [name, onlyUnits(inner)]),
  );
};

/** One name for refusals of which either store may notice another first. */
const refused: Answer = { is: 'error', code: 'refused', message: '', members: {} };

const hasInvalidAction = ({ CancellationReasons: reasons }: Json): boolean =>
  Array.isArray(reasons) && reasons.some(({ Code }: Json) => Code === 'ValidationError');

/** What this index spends cannot be told apart from the rest where only a total is given. */
const withoutSortedIndex = (output: Json): Json => {
  const { ConsumedCapacity: capacity, ...rest } = output;
  const [spent] = [capacity].flat() as readonly (Json | undefined)[];
  if (spent?.Table === undefined) return rest;
  const { 'all-by-g-h': _, ...indexes } = (spent.GlobalSecondaryIndexes ?? {}) as Json;
  return { ...rest, spent: { Table: spent.Table, indexes } };
};

const all = [
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'TransactWriteItems',
  'TransactGetItems',
];

const exceptions: readonly Exception[] = [
  {
    why: 'The service says of transactions which units are for reading and which for writing; DynamoDB Local does not.',
    operations: ['TransactWriteItems', 'TransactGetItems'],
    smooth: onOutput((output) =>
      output.ConsumedCapacity === undefined
        ? output
        : { ...output, ConsumedCapacity: onlyUnits(output.ConsumedCapacity) },
    ),
  },
  {
    why:
      'Where an item exchanges one key of an index for its other key, it was in that index neither before nor after, ' +
      'but DynamoDB Local charges for it. Unit tests compare this index alone.',
    operations: ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'],
    smooth: onOutput(withoutSortedIndex),
  },
  {
    why: 'Of a transaction with several actions DynamoDB Local reports what one of them spends, and a deletion of nothing only once.',
    operations: ['TransactWriteItems'],
    smooth: (answer, { TransactItems: actions }) =>
      (Array.isArray(actions) && actions.length > 1) || JSON.stringify(actions).includes('"Delete"')
        ? without('spent')(answer)
        : answer,
  },
  {
    why: 'The service and DynamoDB Local name a key that does not fit its table differently within a transaction.',
    operations: ['TransactGetItems'],
    smooth: (answer) =>
      answer.is === 'error' && ['ValidationException', 'TransactionCanceledException'].includes(answer.code)
        ? refused
        : answer,
  },
  {
    why: 'Where the table is unknown and the request invalid too, DynamoDB Local looks for the table before some checks.',
    operations: all,
    smooth: (answer, input) =>
      answer.is === 'error' && JSON.stringify(input).includes('"nowhere"') ? refused : answer,
  },
  {
    why:
      'The service cancels a transaction for an update that does not fit its item, with the reason ValidationError ' +
      '(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html); ' +
      'DynamoDB Local refuses the whole request as invalid.',
    operations: ['TransactWriteItems'],
    smooth: (answer) =>
      answer.is === 'error' && (answer.code === 'ValidationException' || hasInvalidAction(answer.members))
        ? refused
        : answer,
  },
  {
    why: 'DynamoDB Local tells the capacity of a deletion that found nothing even where nobody asked.',
    operations: ['DeleteItem'],
    smooth: (answer, input) =>
      ['TOTAL', 'INDEXES'].includes(String(input.ReturnConsumedCapacity))
        ? answer
        : without('ConsumedCapacity')(answer),
  },
  {
    why: 'The service charges half a unit for a page without items; DynamoDB Local charges nothing.',
    operations: ['Query', 'Scan'],
    smooth: onOutput((output) => {
      const { ConsumedCapacity: _, ...rest } = output;
      return output.ScannedCount === 0 ? rest : output;
    }),
  },
  {
    why: 'The service charges for keys of a batch that have no item; DynamoDB Local does not.',
    operations: ['BatchGetItem'],
    smooth: without('ConsumedCapacity'),
  },
  {
    why: 'A batch answers its items in no promised order.',
    operations: ['BatchGetItem'],
    smooth: onOutput((output) => ({
      ...output,
      Responses: Object.fromEntries(
        Object.entries(output.Responses as Readonly<Record<string, readonly unknown[]>>).map(([name, found]) => [
          name,
          bag(found),
        ]),
      ),
    })),
  },
];

/** An answer without what is meant to differ. */
export const smoothed = ({ operation, input }: Step, answer: Answer): Answer =>
  exceptions
    .filter(({ operations }) => operations.includes(operation))
    .reduce((smooth, exception) => exception.smooth(smooth, input), answer);
