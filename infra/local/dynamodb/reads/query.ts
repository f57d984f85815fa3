import { invalid } from '../errors.ts';
import type { Bindings } from '../expressions/bindings.ts';
import { parsed } from '../expressions/parsed.ts';
import { bindingsOf, projectionOf, testOf } from '../request/expressions.ts';
import { flag, type Members, optionalText, positive } from '../request/members.ts';
import type { Rows } from '../store/rows.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { keyNames } from '../tables/table.ts';
import { readPage } from './page.ts';
import { type KeyRange, keyRange } from './range.ts';
import { readSelection } from './selection.ts';
import { answerPage, pathsOf, readSource, type Source } from './source.ts';
import { readStart, type Start } from './start-key.ts';

/** Query, on a table or an index. */
export const makeQuery =
  ({ tables, rows }: { readonly tables: Catalogue; readonly rows: Rows }): ((input: Members) => object) =>
  (input) => {
    const bindings = bindingsOf(input);
    const condition = optionalText(input, 'KeyConditionExpression');
    if (condition === undefined) {
      throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
    }
    const raw = parsed.KeyConditionExpression(condition);
    const keep = testOf(input, 'FilterExpression', bindings);
    const projection = projectionOf(input, bindings);
    const limit = positive(input, 'Limit');
    const source = readSource(tables, input);
    const { table, index } = source;
    const range = keyRange(raw, bindings, (index ?? table).key);
    bindings.refuseUnused();
    checkFilter(input, source, bindings);
    const countOnly = readSelection(input, index, projection);
    const start = readStart(input, table, index);
    checkStart(range, start);
    const forward = flag(input, 'ScanIndexForward', true);
    const found = index
      ? rows.queryIndex(index.id, range.pk, range.sort, forward, start)
      : rows.query(table.id, range.pk, range.sort, forward, start?.own);
    return answerPage(input, source, readPage(found, { limit, keep, projection, countOnly }));
  };

const checkFilter = (input: Members, { table, index }: Source, bindings: Bindings): void => {
  const filter = optionalText(input, 'FilterExpression');
  if (filter === undefined) return;
  const names = keyNames((index ?? table).key);
  for (const raw of pathsOf(parsed.FilterExpression(filter))) {
    const [name] = bindings.path('FilterExpression', raw);
    if (names.includes(name)) {
      throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
    }
    if (index && !index.projects(name)) {
      throw invalid(
        `One or more parameter values were invalid: Secondary index ${index.name} does not project one or more filter attributes: [${name}]`,
      );
    }
  }
};

const checkStart = ({ pk, sort }: KeyRange, start: Start | undefined): void => {
  if (!start) return;
  if (!start.at.pk.equals(pk)) {
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  }
  if (start.at.sk.compare(sort.from) < 0 || start.at.sk.compare(sort.to) >= 0) {
    throw invalid('The provided starting key does not match the range key predicate');
  }
};
