import { functions, type RawAssigned, type RawOperand, type RawUpdate } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

type Section = keyof RawUpdate;

const sections: readonly Section[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

/** @throws ValidationException with AWS's wording. */
export const parseUpdate = (source: string): RawUpdate => {
  const reader = new TokenReader('UpdateExpression', source);
  const found: Partial<RawUpdate> = {};
  do {
    const section = sections.find((name) => reader.isKeyword(name));
    if (!section) throw reader.unexpected();
    if (found[section]) throw reader.fault(`The "${section}" section can only be used once in an update expression;`);
    reader.next();
    Object.assign(found, { [section]: reader.separated(() => clauses[section](reader)) });
  } while (reader.here.kind !== 'end');
  return { SET: [], REMOVE: [], ADD: [], DELETE: [], ...found };
};

const changed = (reader: TokenReader) => ({ path: reader.path(), name: reader.value() });

const clauses: { readonly [S in Section]: (reader: TokenReader) => RawUpdate[S][number] } = {
  SET: (reader) => {
    const path = reader.path();
    reader.expect('=');
    return { path, to: assigned(reader) };
  },
  REMOVE: (reader) => ({ path: reader.path() }),
  ADD: changed,
  DELETE: changed,
};

const assigned = (reader: TokenReader): RawAssigned => {
  if (reader.accept('(')) {
    const inner = assigned(reader);
    reader.expect(')');
    return inner;
  }
  const left = operand(reader);
  const op = reader.isSymbol('+') ? '+' : reader.isSymbol('-') ? '-' : undefined;
  if (!op) return left;
  reader.next();
  return { op, operands: [left, operand(reader)] };
};

const operand = (reader: TokenReader): RawOperand => {
  const raw = reader.operand();
  checkFunctions(reader, raw);
  return raw;
};

const checkFunctions = (reader: TokenReader, raw: RawOperand): void => {
  if (raw.op !== 'call') return;
  if (!functions.update.some((known) => known === raw.name)) {
    const elsewhere = [...functions.test, ...functions.condition].some((known) => known === raw.name);
    throw reader.fault(
      elsewhere
        ? `The function is not allowed in an update expression; function: ${raw.name}`
        : `Invalid function name; function: ${raw.name}`,
    );
  }
  for (const one of raw.operands) checkFunctions(reader, one);
};
