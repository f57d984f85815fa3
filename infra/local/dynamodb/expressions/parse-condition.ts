import type { ExpressionName } from './fault.ts';
import { type Comparator, functions, type RawCondition, type RawOperand } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** What stands between two operators: a condition, or an operand that still waits for its comparator. */
type Term = (
  | { readonly is: 'condition'; readonly condition: RawCondition }
  | { readonly is: 'operand'; readonly operand: RawOperand }
) & { readonly parenthesised?: boolean };

const comparators: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>=']);
const isComparator = (text: string): text is Comparator => comparators.has(text);
const tests: ReadonlySet<string> = new Set(functions.test);

/** @throws ValidationException with AWS's wording. */
export const parseCondition = (expression: ExpressionName, source: string): RawCondition => {
  const reader = new TokenReader(expression, source);
  const term = either(reader);
  const condition = asCondition(reader, term);
  reader.expectEnd();
  return condition;
};

const asCondition = (reader: TokenReader, term: Term): RawCondition => {
  if (term.is === 'condition') return term.condition;
  if (term.operand.op === 'call') throw misplaced(reader, term.operand.name);
  throw reader.unexpected();
};

const asOperand = (reader: TokenReader, term: Term): RawOperand => {
  if (term.is === 'operand') return term.operand;
  if (term.condition.op === 'test') throw misplaced(reader, term.condition.name);
  throw reader.unexpected();
};

const misplaced = (reader: TokenReader, name: string): Error =>
  reader.fault(`The function is not allowed to be used this way in an expression; function: ${name}`);

const either = (reader: TokenReader): Term => joined(reader, 'OR', both);
const both = (reader: TokenReader): Term => joined(reader, 'AND', negated);

const joined = (reader: TokenReader, op: 'AND' | 'OR', part: (reader: TokenReader) => Term): Term => {
  let term = part(reader);
  while (reader.isKeyword(op)) {
    const left = asCondition(reader, term);
    reader.next();
    term = { is: 'condition', condition: { op, left, right: asCondition(reader, part(reader)) } };
  }
  return term;
};

const negated = (reader: TokenReader): Term =>
  reader.accept('NOT')
    ? { is: 'condition', condition: { op: 'NOT', of: asCondition(reader, negated(reader)) } }
    : compared(reader);

const compared = (reader: TokenReader): Term => {
  const first = primary(reader);
  const by = reader.here.text;
  if (reader.here.kind === 'symbol' && isComparator(by)) {
    const left = asOperand(reader, first);
    reader.next();
    return condition({ op: 'compare', by, operands: [left, asOperand(reader, primary(reader))] });
  }
  if (reader.isKeyword('BETWEEN')) {
    const of = asOperand(reader, first);
    reader.next();
    const low = asOperand(reader, primary(reader));
    reader.expect('AND');
    return condition({ op: 'BETWEEN', operands: [of, low, asOperand(reader, primary(reader))] });
  }
  if (!reader.isKeyword('IN')) return first;
  const of = asOperand(reader, first);
  reader.next();
  reader.expect('(');
  const among = reader.separated(() => asOperand(reader, primary(reader)));
  reader.expect(')');
  return condition({ op: 'IN', operands: [of, ...among] });
};

const condition = (raw: RawCondition): Term => ({ is: 'condition', condition: raw });

const primary = (reader: TokenReader): Term => {
  if (reader.accept('(')) return parenthesised(reader);
  const operand = reader.operand();
  return operand.op === 'call' ? called(reader, operand.name, operand.operands) : { is: 'operand', operand };
};

const parenthesised = (reader: TokenReader): Term => {
  const term = either(reader);
  reader.expect(')');
  if (term.parenthesised) throw reader.fault('The expression has redundant parentheses;');
  return { ...term, parenthesised: true };
};

const called = (reader: TokenReader, name: string, operands: readonly RawOperand[]): Term => {
  if (tests.has(name)) return condition({ op: 'test', name, operands });
  if (functions.condition.some((known) => known === name))
    return { is: 'operand', operand: { op: 'call', name, operands } };
  if (functions.update.some((known) => known === name)) {
    throw reader.fault(`The function is not allowed in a condition expression; function: ${name}`);
  }
  throw reader.fault(`Invalid function name; function: ${name}`);
};
